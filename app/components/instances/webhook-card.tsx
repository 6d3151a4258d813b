import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { FormFoot } from "#app/components/ui/form-foot";
import { Input } from "#app/components/ui/input";
import { TextLink } from "#app/components/ui/text-link";
import type { InstanceWebhook } from "#workers/domain/event";
import { m } from "#workers/i18n/paraglide/messages";
import { EventPicker } from "./event-picker";
import { RefusalAlert } from "./refusal-alert";
import { fieldRefusal } from "./refusal-text";
import { SwitchRow } from "./switch-row";
import { useAnswer } from "./use-answer";

/** What the form shows; the values of its headers are no business of the browser's. */
export type ShownWebhook = Omit<InstanceWebhook, "headers"> & { id: string };

/** Where this instance's events are posted, in Evolution's own form. */
export function WebhookCard({ webhook }: { webhook: ShownWebhook | null }) {
  const { Form, answer, refusal, values, pending } = useAnswer("webhook");
  return (
    <Card className="max-lg:order-2">
      <CardHeader>
        <CardTitle>{m.instances_webhook_title()}</CardTitle>
        {webhook && <TextLink to={`/webhooks/${webhook.id}`}>{m.instances_webhook_deliveries()}</TextLink>}
      </CardHeader>
      <CardBody>
        <Form method="post" className="space-y-5">
          <p className="text-ink-soft">{m.instances_webhook_note()}</p>
          <RefusalAlert refusal={refusal} fields={["url"]} />
          <Field name="url" label={m.instances_webhook_url()} error={fieldRefusal(refusal, "url")}>
            {(field) => (
              <Input
                {...field}
                name="url"
                type="url"
                required
                autoComplete="off"
                defaultValue={values.url ?? webhook?.url}
                placeholder="https://example.com/zapin"
              />
            )}
          </Field>
          <div className="space-y-3">
            <SwitchRow name="enabled" label={m.instances_webhook_enabled()} on={webhook?.enabled ?? true} />
            <SwitchRow
              name="byEvents"
              label={m.instances_webhook_by_events()}
              note={m.instances_webhook_by_events_note()}
              on={webhook?.byEvents ?? false}
            />
            <SwitchRow
              name="base64"
              label={m.instances_webhook_base64()}
              note={m.instances_webhook_base64_note()}
              on={webhook?.base64 ?? false}
            />
          </div>
          <EventPicker chosen={webhook?.events ?? []} />
          <FormFoot
            intent="webhook"
            label={m.instances_save()}
            pending={pending}
            done={answer?.ok && !pending ? m.instances_saved() : null}
          />
        </Form>
      </CardBody>
    </Card>
  );
}
