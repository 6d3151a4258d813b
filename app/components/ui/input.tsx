import { forwardRef, type InputHTMLAttributes } from "react";
import { cx } from "./cx";

/** One line of text. Put it into a `Field`, which gives it its label and its error. */
export const Input = forwardRef<HTMLInputElement, InputHTMLAttributes<HTMLInputElement>>(function Input(
  { className, type = "text", ...rest },
  ref,
) {
  return <input ref={ref} type={type} className={cx("control", className)} {...rest} />;
});
