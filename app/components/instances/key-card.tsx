import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { CopyButton } from "#app/components/ui/copy-button";
import { m } from "#workers/i18n/paraglide/messages";

/** The instance's own key: hidden until asked for, copied with one click. */
export function KeyCard({ apiKey }: { apiKey: string }) {
  return (
    <Card className="max-lg:order-2">
      <CardHeader>
        <CardTitle>{m.instances_key_title()}</CardTitle>
      </CardHeader>
      <CardBody>
        <div className="space-y-3">
          <p className="text-ink-soft">{m.instances_key_note()}</p>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <code className="font-mono text-xs">{masked(apiKey)}</code>
            <CopyButton text={apiKey} label={m.instances_key_copy()} />
          </div>
          <details>
            <summary className="cursor-pointer text-accent-ink">{m.instances_key_reveal()}</summary>
            <code className="mt-2 block rounded-control border border-line bg-sunken p-2 font-mono text-xs break-all select-all">
              {apiKey}
            </code>
          </details>
        </div>
      </CardBody>
    </Card>
  );
}

/** Enough to tell two keys apart, too little to use. */
function masked(key: string): string {
  return `${key.slice(0, key.indexOf("_", 4) + 1) || key.slice(0, 4)}••••••••${key.slice(-4)}`;
}
