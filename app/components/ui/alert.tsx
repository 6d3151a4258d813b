import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Tone } from "./badge";
import { cx } from "./cx";

const dress: Record<Tone, { box: string; icon: string; Icon: LucideIcon }> = {
  neutral: { box: "border-line bg-sunken", icon: "text-ink-faint", Icon: Info },
  accent: { box: "border-accent-line bg-accent-soft", icon: "text-accent-ink", Icon: Info },
  good: { box: "border-good-line bg-good-soft", icon: "text-good-ink", Icon: CircleCheck },
  busy: { box: "border-busy-line bg-busy-soft", icon: "text-busy-ink", Icon: Info },
  warn: { box: "border-warn-line bg-warn-soft", icon: "text-warn-ink", Icon: TriangleAlert },
  bad: { box: "border-bad-line bg-bad-soft", icon: "text-bad-ink", Icon: CircleAlert },
};

export interface AlertProps {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** Something to know before going on. Trouble is announced at once, everything else when there is a pause. */
export function Alert({ tone = "neutral", title, children, action, className }: AlertProps) {
  const { box, icon, Icon } = dress[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={cx("flex flex-wrap items-start gap-x-3 gap-y-2 rounded-card border px-3.5 py-3", box, className)}
    >
      <Icon aria-hidden="true" className={cx("mt-0.5 size-4 shrink-0", icon)} />
      <div className="min-w-0 flex-1 basis-48 break-words text-ink">
        {title != null && <p className="font-medium">{title}</p>}
        {children != null && <div className="text-ink-soft">{children}</div>}
      </div>
      {action != null && <div className="shrink-0">{action}</div>}
    </div>
  );
}
