import { FlaskConical, Gauge, KeyRound, ListOrdered, Plug, QrCode, type LucideIcon } from "lucide-react";
import { m } from "#workers/i18n/paraglide/messages";

const features: { Icon: LucideIcon; title: () => string; text: () => string }[] = [
  { Icon: Plug, title: m.common_home_clients_title, text: m.common_home_clients_text },
  { Icon: Gauge, title: m.common_home_quota_title, text: m.common_home_quota_text },
  { Icon: QrCode, title: m.common_home_pairing_title, text: m.common_home_pairing_text },
  { Icon: ListOrdered, title: m.common_home_events_title, text: m.common_home_events_text },
  { Icon: KeyRound, title: m.common_home_keys_title, text: m.common_home_keys_text },
  { Icon: FlaskConical, title: m.common_home_sandbox_title, text: m.common_home_sandbox_text },
];

/** What it does, one thing a cell. */
export function Features() {
  return (
    <section aria-labelledby="features" className="border-t border-line py-12">
      <h2 id="features" className="sr-only">
        {m.common_home_features()}
      </h2>
      <ul className="grid gap-x-10 gap-y-8 sm:grid-cols-2 lg:grid-cols-3">
        {features.map(({ Icon, title, text }) => (
          <li key={title()}>
            <Icon aria-hidden="true" className="size-5 text-accent-ink" />
            <h3 className="mt-2.5 text-[0.9375rem] font-semibold">{title()}</h3>
            <p className="mt-1 max-w-prose text-ink-soft">{text()}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
