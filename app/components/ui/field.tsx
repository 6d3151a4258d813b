import { CircleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";
import { cx } from "./cx";

/** What a control must carry so that label, hint and error belong to it. Spread it onto the control. */
export interface ControlProps {
  id: string;
  name: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

export interface FieldProps {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
  /** What is wrong with it. Conform's list of errors fits as it is; the first one is shown. */
  error?: string | readonly string[] | null;
  /** Beside the label, at its end: "optional", or a link. */
  aside?: ReactNode;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}

/** A labelled control with its hint above and its error below. */
export function Field({ label, name, hint, error, aside, className, children }: FieldProps) {
  const id = useId();
  const problem = typeof error === "string" ? error : error?.[0];
  const describedBy = cx(hint != null && `${id}-hint`, problem && `${id}-error`) || undefined;
  return (
    <div className={cx("grid content-start gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium text-ink">
          {label}
        </label>
        {aside != null && <span className="text-[0.8125rem] text-ink-faint">{aside}</span>}
      </div>
      {hint != null && (
        <p id={`${id}-hint`} className="-mt-1 text-[0.8125rem] text-ink-faint">
          {hint}
        </p>
      )}
      {children({ id, name, "aria-describedby": describedBy, "aria-invalid": problem ? true : undefined })}
      {problem && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-[0.8125rem] text-bad-ink">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          <span>{problem}</span>
        </p>
      )}
    </div>
  );
}
