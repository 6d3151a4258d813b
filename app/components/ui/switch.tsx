import { forwardRef, type InputHTMLAttributes } from "react";
import { cx } from "./cx";

export type SwitchProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "role">;

/** On or off. A checkbox underneath, so a plain form posts it. */
export const Switch = forwardRef<HTMLInputElement, SwitchProps>(function Switch({ className, ...rest }, ref) {
  return (
    <input
      ref={ref}
      type="checkbox"
      role="switch"
      className={cx(
        "relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong bg-line-strong transition-colors",
        "before:absolute before:start-0.5 before:top-1/2 before:size-3.5 before:-translate-y-1/2 before:rounded-full before:bg-white before:shadow-card before:transition-transform",
        "checked:border-accent checked:bg-accent checked:before:translate-x-4 disabled:cursor-not-allowed disabled:opacity-55",
        "forced-colors:appearance-auto",
        className,
      )}
      {...rest}
    />
  );
});
