import { CopyButton } from "#app/components/ui/copy-button";
import { m } from "#workers/i18n/paraglide/messages";
import { curlCommand, keyVariable } from "./curl";
import type { Call } from "./curl";

/**
 * A call as a command. The screen shows `$ZAPIN_KEY`, so that nobody reads a key over a shoulder
 * or in a screenshot; the button copies a command that works, where the key is known.
 */
export function CurlBlock({ call, apiKey }: { call: Omit<Call, "key">; apiKey?: string }) {
  return (
    <div className="min-w-0 overflow-hidden rounded-card border border-line bg-sunken">
      <div className="flex items-center justify-between gap-3 border-b border-line py-1 ps-3.5 pe-1.5">
        <span className="text-xs text-ink-faint">curl</span>
        <CopyButton
          variant="ghost"
          text={curlCommand({ ...call, key: apiKey ?? keyVariable })}
          label={apiKey ? m.instances_curl_copy_with_key() : m.instances_curl_copy()}
        />
      </div>
      <pre tabIndex={0} aria-label="curl" className="overflow-x-auto px-3.5 py-3 text-[0.8125rem] leading-relaxed">
        <code className="font-mono">{curlCommand({ ...call, key: keyVariable })}</code>
      </pre>
    </div>
  );
}
