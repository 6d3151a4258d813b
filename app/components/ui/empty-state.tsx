import type { ReactNode } from "react";

export interface EmptyStateProps {
  /** One sentence. */
  title: ReactNode;
  /** The one thing to do about it. */
  action?: ReactNode;
  icon?: ReactNode;
  /** Below: an explanation, or a request that works. */
  children?: ReactNode;
}

/** Where a list will be, once there is something to list. */
export function EmptyState({ title, action, icon, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-4 px-4 py-10 text-center sm:py-14">
      {icon != null && (
        <div
          aria-hidden="true"
          className="grid size-10 place-items-center rounded-card border border-line bg-sunken text-ink-faint [&_svg]:size-5"
        >
          {icon}
        </div>
      )}
      <p className="max-w-md text-[0.9375rem] text-balance text-ink">{title}</p>
      {action}
      {children != null && <div className="w-full max-w-xl text-start text-ink-soft">{children}</div>}
    </div>
  );
}
