import { Fragment } from "react";

/** A sentence in which `backticks` mark what is typed as it stands. */
export function InlineText({ text }: { text: string }) {
  return text.split("`").map((part, at) =>
    at % 2 === 1 ? (
      <code key={at} className="rounded-[4px] bg-sunken px-1 py-px font-mono text-[0.92em] break-words">
        {part}
      </code>
    ) : (
      <Fragment key={at}>{part}</Fragment>
    ),
  );
}
