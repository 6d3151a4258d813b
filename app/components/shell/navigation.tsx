import { NavLink } from "@remix-run/react";
import {
  BookOpen,
  Bot,
  ChartColumn,
  Gauge,
  KeyRound,
  Mail,
  ScrollText,
  Server,
  Settings,
  Smartphone,
  Tags,
  Webhook,
  type LucideIcon,
} from "lucide-react";
import { cx } from "#app/components/ui/cx";
import { m } from "#workers/i18n/paraglide/messages";

interface Place {
  to: string;
  label: () => string;
  Icon: LucideIcon;
}

const places: Place[] = [
  { to: "/dashboard", label: m.common_nav_dashboard, Icon: Gauge },
  { to: "/instances", label: m.common_nav_instances, Icon: Smartphone },
  { to: "/webhooks", label: m.webhooks_title, Icon: Webhook },
  { to: "/bots", label: m.bots_title, Icon: Bot },
  { to: "/analytics", label: m.analytics_title, Icon: ChartColumn },
  { to: "/logs", label: m.logs_title, Icon: ScrollText },
  { to: "/api-keys", label: m.common_nav_api_keys, Icon: KeyRound },
  { to: "/settings", label: m.common_nav_settings, Icon: Settings },
  { to: "/docs", label: m.docs_link, Icon: BookOpen },
];

const operatorPlaces: Place[] = [
  { to: "/admin/servers", label: m.servers_nav, Icon: Server },
  { to: "/admin/prices", label: m.prices_title, Icon: Tags },
];

const developmentPlaces: Place[] = [{ to: "/dev/mail", label: m.common_nav_development_mail, Icon: Mail }];

/** The places of the console. */
export function Navigation({ development, operator }: { development: boolean; operator: boolean }) {
  const shown = [...places, ...(operator ? operatorPlaces : []), ...(development ? developmentPlaces : [])];
  return (
    <nav aria-label={m.common_main_navigation()}>
      <ul className="grid gap-0.5">
        {shown.map(({ to, label, Icon }) => (
          <li key={to}>
            <NavLink
              to={to}
              prefetch="intent"
              className={({ isActive }) =>
                cx(
                  "flex items-center gap-2.5 rounded-control px-2 py-1.5 font-medium transition-colors",
                  isActive ? "bg-accent-soft text-accent-ink" : "text-ink-soft hover:bg-hover hover:text-ink",
                )
              }
            >
              <Icon aria-hidden="true" className="size-4 shrink-0" />
              {label()}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
