import { cx } from "./cx";
import { CopyButton } from "./copy-button";

export interface CodeBlockProps {
  code: string;
  /** Shown above the code: "curl", "JSON". */
  language?: string;
  copyLabel: string;
  className?: string;
}

/** Code to read and to copy. Long lines scroll, also by keyboard. */
export function CodeBlock({ code, language, copyLabel, className }: CodeBlockProps) {
  return (
    <div className={cx("min-w-0 overflow-hidden rounded-card border border-line bg-sunken", className)}>
      <div className="flex items-center justify-between gap-3 border-b border-line ps-3.5 pe-1.5 py-1">
        <span className="text-xs text-ink-faint">{language}</span>
        <CopyButton text={code} label={copyLabel} variant="ghost" />
      </div>
      <pre tabIndex={0} aria-label={language} className="overflow-x-auto px-3.5 py-3 text-[0.8125rem] leading-relaxed">
        <code className="font-mono">{code}</code>
      </pre>
    </div>
  );
}
