import { Circle, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { LinkButton } from "#app/components/ui/link-button";
import { m } from "#workers/i18n/paraglide/messages";
import { sendTextUrl } from "./curl";
import { CurlBlock } from "./curl-block";

export interface FirstStepsProps {
  connected: boolean;
  hasKey: boolean;
  sent: boolean;
  /** The instance that the command sends with, and its key where the person may see it. */
  instance: { name: string; key: string | null } | null;
  publicUrl: string;
}

/** The way of a new tenant to its first message. Gone once it was walked. */
export function FirstSteps({ connected, hasKey, sent, instance, publicUrl }: FirstStepsProps) {
  if (connected && hasKey && sent) return null;
  const connectTo = instance ? `/instances/${encodeURIComponent(instance.name)}` : "/instances/new";
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.dashboard_steps()}</CardTitle>
      </CardHeader>
      <CardBody>
        <ol className="space-y-5">
          <Step done={connected} title={m.dashboard_step_connect()}>
            <p className="text-ink-soft">{m.dashboard_step_connect_note()}</p>
            {connected ? null : (
              <LinkButton to={connectTo} size="small" variant="primary">
                {instance ? m.dashboard_step_connect_action() : m.instances_new()}
              </LinkButton>
            )}
          </Step>
          <Step done={hasKey} title={m.dashboard_step_key()}>
            <p className="text-ink-soft">{m.dashboard_step_key_note()}</p>
            {hasKey ? null : (
              <LinkButton to="/api-keys" size="small">
                {m.keys_create()}
              </LinkButton>
            )}
          </Step>
          <Step done={sent} title={m.dashboard_step_send()}>
            <p className="text-ink-soft">{m.dashboard_step_send_note()}</p>
            {sent ? null : (
              <CurlBlock
                apiKey={instance?.key ?? undefined}
                call={{
                  url: sendTextUrl(publicUrl, instance?.name ?? "my-phone"),
                  body: { number: "5511987654321", text: m.instances_send_example() },
                }}
              />
            )}
          </Step>
        </ol>
      </CardBody>
    </Card>
  );
}

function Step({ done, title, children }: { done: boolean; title: string; children: ReactNode }) {
  const Icon = done ? CircleCheck : Circle;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3" data-done={done}>
      <Icon aria-hidden="true" className={`mt-0.5 size-5 ${done ? "text-good-ink" : "text-ink-faint"}`} />
      <div className="min-w-0 space-y-2">
        <h3 className="font-medium">
          {title}
          {done ? <span className="ml-2 text-xs font-normal text-good-ink">{m.dashboard_step_done()}</span> : null}
        </h3>
        {children}
      </div>
    </li>
  );
}
