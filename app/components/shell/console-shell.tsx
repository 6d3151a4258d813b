import { Link, useLocation } from "@remix-run/react";
import { Menu } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { m } from "#workers/i18n/paraglide/messages";
import type { Usage } from "#workers/domain/usage";
import type { Role } from "#workers/domain/actor";
import { LiveNotice } from "./live-notice";
import { Navigation } from "./navigation";
import { UpstreamNotice } from "./upstream-notice";
import { UsageBanner } from "./usage-banner";
import { UsageMeters } from "./usage-meters";
import { UserMenu } from "./user-menu";
import { Wordmark } from "./wordmark";

export interface ConsoleShellProps {
  user: { name: string; email: string };
  tenant: { name: string; role: Role };
  usage: Usage | null;
  development: boolean;
  /** Whoever runs the deployment sees its own pages too. */
  operator: boolean;
  children: ReactNode;
}

/**
 * The console around its pages. The sidebar is a popover: always there on a wide screen, opened by
 * a button on a narrow one, by the browser itself and so without waiting for scripts.
 */
export function ConsoleShell({ user, tenant, usage, development, operator, children }: ConsoleShellProps) {
  const sidebarId = useId();
  const sidebar = useRef<HTMLElement>(null);
  const { pathname } = useLocation();

  useEffect(() => {
    if (sidebar.current?.matches(":popover-open")) sidebar.current.hidePopover();
  }, [pathname]);

  return (
    <div className="lg:ps-60">
      <header className="sticky top-0 z-20 flex h-14 items-center justify-between border-b border-line bg-canvas px-4 lg:hidden">
        <Link to="/dashboard" aria-label={m.common_home_link()} className="inline-flex rounded-control">
          <Wordmark />
        </Link>
        <button
          type="button"
          {...{ popovertarget: sidebarId }}
          aria-label={m.common_menu()}
          className="-me-2 grid size-10 cursor-pointer place-items-center rounded-control text-ink-soft hover:bg-hover hover:text-ink"
        >
          <Menu aria-hidden="true" className="size-5" />
        </button>
      </header>

      <aside ref={sidebar} id={sidebarId} {...{ popover: "auto" }} aria-label={m.common_sidebar()} className="sidebar">
        <div className="px-2 pt-1 pb-4">
          <Link to="/dashboard" aria-label={m.common_home_link()} className="inline-flex rounded-control">
            <Wordmark />
          </Link>
        </div>
        <p className="shrink-0 truncate px-2 pb-1.5 text-xs text-ink-faint" title={tenant.name}>
          {tenant.name}
        </p>
        <Navigation development={development} operator={operator} />
        <div className="mt-auto grid gap-4 pt-6">
          {usage && <UsageMeters usage={usage} />}
          <UpstreamNotice role={tenant.role} />
          <UserMenu user={user} />
        </div>
      </aside>

      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl px-4 py-6 outline-none sm:px-6 lg:px-8 lg:py-8">
        <LiveNotice />
        {usage && <UsageBanner usage={usage} />}
        {children}
      </main>
    </div>
  );
}
