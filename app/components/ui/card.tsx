import type { HTMLAttributes, ReactNode } from "react";
import { cx } from "./cx";

type Division = HTMLAttributes<HTMLDivElement>;

/** A sheet for things that belong together. */
export function Card({ className, ...rest }: Division) {
  return <div className={cx("rounded-card border border-line bg-surface shadow-card", className)} {...rest} />;
}

/** The head of a card: title at the start, actions at the end. */
export function CardHeader({ className, ...rest }: Division) {
  return (
    <div
      className={cx(
        "flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 sm:px-5",
        className,
      )}
      {...rest}
    />
  );
}

export interface CardTitleProps {
  children: ReactNode;
  /** One sentence below the title. */
  description?: ReactNode;
  as?: "h2" | "h3";
  id?: string;
}

export function CardTitle({ children, description, as: Heading = "h2", id }: CardTitleProps) {
  return (
    <div className="min-w-0">
      <Heading id={id} className="text-[0.9375rem] font-semibold text-ink">
        {children}
      </Heading>
      {description != null && <p className="mt-0.5 text-[0.8125rem] text-ink-soft">{description}</p>}
    </div>
  );
}

export function CardBody({ className, ...rest }: Division) {
  return <div className={cx("px-4 py-4 sm:px-5", className)} {...rest} />;
}
