import type { ReactNode } from "react";

/** Running text: headings, paragraphs, lists and code with the distances that reading wants. */
export function Prose({ children }: { children: ReactNode }) {
  return <div className={style}>{children}</div>;
}

const style = [
  "max-w-[46rem] text-[0.9375rem] leading-relaxed text-ink",
  "[&>*+*]:mt-4 [&>h2]:mt-9 [&>h2]:scroll-mt-6 [&>h2]:text-lg [&>h2]:font-semibold [&>h2]:tracking-tight",
  "[&>h3]:mt-6 [&>h3]:font-semibold",
  "[&_ul]:list-disc [&_ol]:list-decimal [&_ul]:ps-5 [&_ol]:ps-5 [&_li+li]:mt-1.5 [&_li::marker]:text-ink-faint",
  "[&_p_code]:rounded-[4px] [&_p_code]:bg-sunken [&_p_code]:px-1 [&_p_code]:py-px [&_p_code]:font-mono [&_p_code]:text-[0.92em]",
  "[&_li_code]:rounded-[4px] [&_li_code]:bg-sunken [&_li_code]:px-1 [&_li_code]:py-px [&_li_code]:font-mono [&_li_code]:text-[0.92em]",
  "[&_code]:break-words",
].join(" ");
