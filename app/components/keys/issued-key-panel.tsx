import { useEffect, useRef } from "react";
import { CurlBlock } from "#app/components/instances/curl-block";
import { CopyButton } from "#app/components/ui/copy-button";
import { Time } from "#app/components/ui/time";
import type { IssuedKey } from "#workers/domain/key";
import { m } from "#workers/i18n/paraglide/messages";

export interface IssuedKeyPanelProps {
  issued: IssuedKey;
  /** It was there before and has a new secret. */
  rotated: boolean;
  publicUrl: string;
}

/**
 * The key at the one moment at which it is known. It lives in the action's answer alone,
 * so a reload, a link or the browser's storage never brings it back.
 */
export function IssuedKeyPanel({ issued, rotated, publicUrl }: IssuedKeyPanelProps) {
  const panel = useRef<HTMLElement>(null);
  // It may stand far above the row whose button was pressed.
  useEffect(() => panel.current?.focus(), [issued.key]);
  const call = tryCall(issued, publicUrl);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-labelledby="issued-key"
      className="space-y-4 rounded-card border border-good-line bg-good-soft p-4 outline-none sm:p-5"
    >
      <div role="status">
        <h2 id="issued-key" className="font-semibold break-words">
          {rotated ? m.keys_rotated_title({ name: issued.name }) : m.keys_issued_title({ name: issued.name })}
        </h2>
        <p className="text-ink-soft">
          {m.keys_issued_once()} {rotated && <OldSecret until={issued.previousUntil} />}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <code
          data-issued-key
          className="min-w-0 grow rounded-control border border-line bg-surface p-2.5 font-mono text-[0.8125rem] break-all select-all"
        >
          {issued.key}
        </code>
        <CopyButton text={issued.key} label={m.keys_copy()} variant="primary" size="medium" />
      </div>
      {call && (
        <div className="space-y-1.5">
          <p className="text-ink-soft">{m.keys_issued_try()}</p>
          <CurlBlock apiKey={issued.key} call={call} />
        </div>
      )}
    </section>
  );
}

function OldSecret({ until }: { until: number | null }) {
  if (until === null) return m.keys_rotated_now();
  return (
    <>
      {m.keys_old_until()} <Time at={until} format="datetime" />.
    </>
  );
}

/** A read that succeeds with this key at once; null for a key that is meant for other work. */
function tryCall({ instance, scopes }: IssuedKey, publicUrl: string) {
  if (scopes !== null && !scopes.includes("instances:read")) return null;
  const path = instance
    ? `/v1/instance/connectionState/${encodeURIComponent(instance)}`
    : "/v1/instance/fetchInstances";
  return { method: "GET" as const, url: `${publicUrl}${path}` };
}
