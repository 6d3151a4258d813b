import { useId } from "react";
import { Switch } from "#app/components/ui/switch";

/** A switch with what it does beside it. */
export function SwitchRow({ name, label, note, on }: { name: string; label: string; note?: string; on: boolean }) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {note ? (
          <p id={`${id}-note`} className="text-ink-soft">
            {note}
          </p>
        ) : null}
      </div>
      <Switch id={id} name={name} defaultChecked={on} aria-describedby={note ? `${id}-note` : undefined} />
    </div>
  );
}
