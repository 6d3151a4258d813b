import { cx } from "#app/components/ui/cx";

const colour: Record<string, string> = {
  GET: "text-good-ink",
  POST: "text-accent-ink",
  PUT: "text-busy-ink",
  DELETE: "text-bad-ink",
};

/** A method and its path, as they are sent. */
export function Route({ method, path, className }: { method: string; path: string; className?: string }) {
  return (
    <code className={cx("font-mono text-[0.8125rem] break-all", className)}>
      <span className={cx("font-semibold", colour[method])}>{method}</span> {path}
    </code>
  );
}
