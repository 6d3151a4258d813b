import { ChevronDown } from "lucide-react";
import { forwardRef, type SelectHTMLAttributes } from "react";
import { cx } from "./cx";

/** The browser's own list of choices: the best one on a phone, and it works before scripts do. */
export const NativeSelect = forwardRef<HTMLSelectElement, SelectHTMLAttributes<HTMLSelectElement>>(
  function NativeSelect({ className, children, ...rest }, ref) {
    return (
      <span className={cx("relative block", className)}>
        <select ref={ref} className="control cursor-pointer appearance-none pe-8" {...rest}>
          {children}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute end-2.5 top-1/2 size-4 -translate-y-1/2 text-ink-faint"
        />
      </span>
    );
  },
);
