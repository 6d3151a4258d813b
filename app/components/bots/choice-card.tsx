import type { ReactNode } from "react";

interface ChoiceCardProps {
  name: string;
  value: string;
  isChosen: boolean;
  title: ReactNode;
  note?: ReactNode;
  isDisabled?: boolean;
  isRequired?: boolean;
}

/** One of a few choices that need a sentence each: a radio button in a card of its own. */
export function ChoiceCard({ name, value, isChosen, title, note, isDisabled, isRequired }: ChoiceCardProps) {
  return (
    <label className="flex min-w-0 cursor-pointer items-start gap-3 rounded-card border border-line-strong p-3 has-checked:border-accent has-checked:bg-accent-soft has-disabled:cursor-not-allowed has-disabled:bg-sunken">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={isChosen}
        disabled={isDisabled}
        required={isRequired}
        className="mt-1 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className="block font-medium break-words">{title}</span>
        {note != null && <span className="mt-0.5 block text-ink-soft">{note}</span>}
      </span>
    </label>
  );
}
