import { Link, useLocation } from "@remix-run/react";
import { cx } from "#app/components/ui/cx";
import { m } from "#workers/i18n/paraglide/messages";

interface Tab {
  to: string;
  label: () => string;
  /** Addresses below `/logs` that belong to it. */
  holds: (path: string) => boolean;
}

/** A log's tab is an address, so that it can be sent to a colleague. */
const tabs: Tab[] = [
  { to: "/logs", label: m.logs_tab_requests, holds: (path) => path === "/logs" || path.startsWith("/logs/requests/") },
  { to: "/logs/events", label: m.monitor_title, holds: (path) => path.startsWith("/logs/events") },
];

export function LogTabs() {
  const { pathname } = useLocation();
  return (
    <nav aria-label={m.logs_tabs()} className="flex gap-1 overflow-x-auto border-b border-line px-1">
      {tabs.map(({ to, label, holds }) => {
        const active = holds(pathname.replace(/\/$/, ""));
        return (
          <Link
            key={to}
            to={to}
            prefetch="intent"
            aria-current={active ? "page" : undefined}
            className={cx(
              "-mb-px rounded-t-control border-b-2 px-3 py-2 font-medium whitespace-nowrap transition-colors focus-visible:-outline-offset-2",
              active ? "border-accent text-ink" : "border-transparent text-ink-soft hover:text-ink",
            )}
          >
            {label()}
          </Link>
        );
      })}
    </nav>
  );
}
