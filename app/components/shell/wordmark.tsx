import { cx } from "#app/components/ui/cx";

/** The name, always in lower case, after a mark of two strokes that pass each other. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span
      className={cx("inline-flex items-center gap-2 text-[1.0625rem] font-semibold tracking-tight text-ink", className)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6 shrink-0">
        <rect width="24" height="24" rx="6.5" fill="var(--accent)" />
        <path
          d="M7.25 8h9.5l-9.5 8h9.5"
          fill="none"
          stroke="white"
          strokeWidth="2.25"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      zapin
    </span>
  );
}
