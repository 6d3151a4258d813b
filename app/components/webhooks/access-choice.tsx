import { CircleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";
import type { Access } from "./endpoint-values";

export interface AccessChoiceProps {
  name: string;
  label: string;
  chosen: Access;
  all: ReactNode;
  some: ReactNode;
  error: string | undefined;
  /** What can be ticked, once "only these" is chosen. */
  children: ReactNode;
}

/**
 * All, or only what is ticked. "All" is a choice of its own, so that what is added later is part of it. The
 * boxes are shown by the style sheet alone: without scripts, too, nobody ticks what would not count.
 */
export function AccessChoice({ name, label, chosen, all, some, error, children }: AccessChoiceProps) {
  const errorId = useId();
  return (
    <fieldset className="group grid gap-1.5" aria-describedby={error ? errorId : undefined}>
      <legend className="mb-1.5 font-medium">{label}</legend>
      <Choice name={name} value="all" chosen={chosen} label={all} />
      <Choice name={name} value="some" chosen={chosen} label={some} />
      {error && (
        <p id={errorId} className="flex items-start gap-1.5 text-[0.8125rem] text-bad-ink">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
      <div className="mt-1.5 hidden group-has-[[value=some]:checked]:block">{children}</div>
    </fieldset>
  );
}

function Choice({ name, value, chosen, label }: { name: string; value: Access; chosen: Access; label: ReactNode }) {
  return (
    <label className="flex items-baseline gap-2">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={value === chosen}
        className="size-4 shrink-0 self-center accent-accent"
      />
      <span>{label}</span>
    </label>
  );
}
