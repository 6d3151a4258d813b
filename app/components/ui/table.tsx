import type { HTMLAttributes, TableHTMLAttributes, TdHTMLAttributes, ThHTMLAttributes } from "react";
import { cx } from "./cx";

/*
 * A table that is read row by row, and whose rows become cards on a phone.
 * The roles repeat what the elements mean, since `display: block` takes it from them.
 */

export function Table({ className, ...rest }: TableHTMLAttributes<HTMLTableElement>) {
  return (
    <div className="overflow-x-auto">
      <table role="table" className={cx("table-cards w-full border-collapse text-start", className)} {...rest} />
    </div>
  );
}

export function THead(props: HTMLAttributes<HTMLTableSectionElement>) {
  return <thead role="rowgroup" {...props} />;
}

export function TBody({ className, ...rest }: HTMLAttributes<HTMLTableSectionElement>) {
  return <tbody role="rowgroup" className={cx("divide-y divide-line", className)} {...rest} />;
}

export function TR({ className, ...rest }: HTMLAttributes<HTMLTableRowElement>) {
  return <tr role="row" className={cx("[tbody_&]:hover:bg-hover/50", className)} {...rest} />;
}

export interface CellAlignment {
  /** Figures stand at the end, with digits of one width. */
  numeric?: boolean;
}

export function TH({
  className,
  numeric,
  scope = "col",
  ...rest
}: ThHTMLAttributes<HTMLTableCellElement> & CellAlignment) {
  return (
    <th
      role={scope === "row" ? "rowheader" : "columnheader"}
      scope={scope}
      className={cx(
        "border-b border-line px-4 py-2 text-xs font-medium whitespace-nowrap text-ink-faint sm:px-5",
        numeric ? "text-end" : "text-start",
        className,
      )}
      {...rest}
    />
  );
}

export interface CellProps extends TdHTMLAttributes<HTMLTableCellElement>, CellAlignment {
  /** The name of its column, shown beside it where rows are cards. Leave it out for the row's own name and its actions. */
  label?: string;
}

export function TD({ className, numeric, label, ...rest }: CellProps) {
  return (
    <td
      role="cell"
      data-label={label}
      className={cx(
        "px-4 py-2.5 align-middle max-sm:px-0 max-sm:py-0.5 sm:px-5",
        numeric && "text-end tabular-nums",
        className,
      )}
      {...rest}
    />
  );
}
