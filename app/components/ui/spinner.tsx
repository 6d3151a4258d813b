import { cx } from "./cx";

/** Something is on its way. Decorative: say what is awaited in words beside it. */
export function Spinner({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
      className={cx("size-4 shrink-0 animate-spin", className)}
    >
      <circle cx="8" cy="8" r="6.25" opacity="0.25" />
      <path d="M14.25 8A6.25 6.25 0 0 0 8 1.75" strokeLinecap="round" />
    </svg>
  );
}
