import { CurlBlock } from "#app/components/instances/curl-block";
import { CopyButton } from "#app/components/ui/copy-button";
import type { IssuedKey } from "#workers/domain/key";
import { m } from "#workers/i18n/paraglide/messages";

/**
 * The key at the one moment at which it is known. It lives in the action's answer alone,
 * so a reload, a link or the browser's storage never brings it back.
 */
export function IssuedKeyPanel({ issued, publicUrl }: { issued: IssuedKey; publicUrl: string }) {
  return (
    <section
      aria-labelledby="issued-key"
      className="space-y-4 rounded-card border border-good-line bg-good-soft p-4 sm:p-5"
    >
      <div role="status">
        <h2 id="issued-key" className="font-semibold">
          {m.keys_issued_title({ name: issued.name })}
        </h2>
        <p className="text-ink-soft">{m.keys_issued_once()}</p>
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
      <div className="space-y-1.5">
        <p className="text-ink-soft">{m.keys_issued_try()}</p>
        <CurlBlock apiKey={issued.key} call={tryCall(issued, publicUrl)} />
      </div>
    </section>
  );
}

/** A read that succeeds with this key at once: its own instance's state, or the list of all. */
function tryCall(issued: IssuedKey, publicUrl: string) {
  const path = issued.instance
    ? `/v1/instance/connectionState/${encodeURIComponent(issued.instance)}`
    : "/v1/instance/fetchInstances";
  return { method: "GET" as const, url: `${publicUrl}${path}` };
}
