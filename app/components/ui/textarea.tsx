import { forwardRef, type TextareaHTMLAttributes } from "react";
import { cx } from "./cx";

/** Several lines of text, for use in a `Field`. */
export const Textarea = forwardRef<HTMLTextAreaElement, TextareaHTMLAttributes<HTMLTextAreaElement>>(function Textarea(
  { className, rows = 4, ...rest },
  ref,
) {
  return <textarea ref={ref} rows={rows} className={cx("control resize-y", className)} {...rest} />;
});
