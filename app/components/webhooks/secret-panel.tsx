import { useEffect, useRef } from "react";
import { TextLink } from "#app/components/ui/text-link";
import { CopyButton } from "#app/components/ui/copy-button";
import { Time } from "#app/components/ui/time";
import { m } from "#workers/i18n/paraglide/messages";

export interface SecretPanelProps {
  secret: string;
  /** Until when the secret before a rotation signs as well; null where there is none. */
  previousUntil: number | null;
  title: string;
}

/** The secret that a receiver needs to check signatures. It lives in the action's answer alone; a reload hides it. */
export function SecretPanel({ secret, previousUntil, title }: SecretPanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), [secret]);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-labelledby="endpoint-secret"
      className="space-y-3 rounded-card border border-good-line bg-good-soft p-4 outline-none sm:p-5"
    >
      <div role="status">
        <h2 id="endpoint-secret" className="font-semibold">
          {title}
        </h2>
        <p className="text-ink-soft">
          {m.webhooks_secret_note()} <TextLink to="/docs/guides/webhooks">{m.webhooks_secret_guide()}</TextLink>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <code
          data-secret
          className="min-w-0 grow rounded-control border border-line bg-surface p-2.5 font-mono text-[0.8125rem] break-all select-all"
        >
          {secret}
        </code>
        <CopyButton text={secret} label={m.webhooks_secret_copy()} variant="primary" size="medium" />
      </div>
      {previousUntil !== null && (
        <p className="text-ink-soft">
          {m.webhooks_secret_previous()} <Time at={previousUntil} format="datetime" />
        </p>
      )}
    </section>
  );
}
