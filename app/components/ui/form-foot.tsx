import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button";

interface FormFootProps extends Pick<ButtonProps, "variant" | "size"> {
  /** Tells the page's action which of its forms was sent. */
  intent: string;
  /** What the button says. */
  label: string;
  pending: boolean;
  /** What is said beside the button once it is done; null before. */
  done: string | null;
  /** What else one may press. */
  children?: ReactNode;
}

/** The foot of a form: the button that sends it, and that it was saved. A refusal stands above, at its field. */
export function FormFoot({ variant = "primary", size, intent, label, pending, done, children }: FormFootProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button type="submit" variant={variant} size={size} name="intent" value={intent} pending={pending}>
        {label}
      </Button>
      {children}
      {/* Stands there from the beginning: a reader's voice says what appears in it, not that it appears. */}
      <span role="status" className="text-good-ink">
        {done}
      </span>
    </div>
  );
}
