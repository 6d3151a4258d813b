import { cva } from "class-variance-authority";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type Tone = "neutral" | "good" | "busy" | "bad" | "warn" | "accent";

const badgeStyle = cva(
  "inline-flex items-center gap-1.5 rounded-full border px-2 py-px text-xs leading-5 font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "border-line bg-hover text-ink-soft",
        good: "border-good-line bg-good-soft text-good-ink",
        busy: "border-busy-line bg-busy-soft text-busy-ink",
        bad: "border-bad-line bg-bad-soft text-bad-ink",
        warn: "border-warn-line bg-warn-soft text-warn-ink",
        accent: "border-accent-line bg-accent-soft text-accent-ink",
      } satisfies Record<Tone, string>,
    },
  },
);

const dotColour: Record<Tone, string> = {
  neutral: "bg-ink-faint",
  good: "bg-good",
  busy: "bg-busy",
  bad: "bg-bad",
  warn: "bg-warn",
  accent: "bg-accent",
};

export interface BadgeProps {
  tone?: Tone;
  /** A small mark in the tone's colour, for states. */
  dot?: boolean;
  className?: string;
  children: ReactNode;
}

/** A word about something: its state, its kind. The word carries the meaning, the colour only helps. */
export function Badge({ tone = "neutral", dot = false, className, children }: BadgeProps) {
  return (
    <span className={cx(badgeStyle({ tone }), className)}>
      {dot && <span aria-hidden="true" className={cx("size-1.5 rounded-full", dotColour[tone])} />}
      {children}
    </span>
  );
}
