import { Form } from "@remix-run/react";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { FormFoot } from "#app/components/ui/form-foot";
import { Input } from "#app/components/ui/input";
import type { Refusal } from "#workers/domain/outcome";
import type { InstanceLimits } from "#workers/domain/own-limits";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";
import { RefusalAlert } from "./refusal-alert";

export interface LimitsCardProps {
  limits: InstanceLimits;
  /** What was typed into a form that was refused. */
  typed: Record<string, string> | undefined;
  refusal: Refusal | undefined;
  pending: boolean;
  saved: boolean;
}

/** An instance's own share of the plan. Works without scripts. */
export function LimitsCard({ limits: { limits, usage }, typed, refusal, pending, saved }: LimitsCardProps) {
  const shown = (name: "messages" | "requests") => typed?.[name] ?? limits[name] ?? "";
  const error = (name: "messages" | "requests") => (refusal?.field === name ? errorTexts[name]() : undefined);
  const used = new Intl.NumberFormat(getLocale()).format(usage.messages);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.instances_limits()}</CardTitle>
      </CardHeader>
      <CardBody>
        <Form method="post" className="space-y-5">
          <RefusalAlert refusal={refusal} fields={["messages", "requests"]} />
          <p className="text-ink-soft">{m.instances_limits_text({ used })}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              name="messages"
              label={m.instances_limits_messages()}
              hint={m.instances_limits_empty()}
              error={error("messages")}
            >
              {(field) => <Count {...field} max={1_000_000_000} defaultValue={shown("messages")} />}
            </Field>
            <Field
              name="requests"
              label={m.instances_limits_requests()}
              hint={m.instances_limits_empty()}
              error={error("requests")}
            >
              {(field) => <Count {...field} max={10_000_000} defaultValue={shown("requests")} />}
            </Field>
          </div>
          <FormFoot
            intent="limits"
            label={m.instances_limits_save()}
            pending={pending}
            done={saved ? m.instances_limits_saved() : null}
          />
        </Form>
      </CardBody>
    </Card>
  );
}

const errorTexts = { messages: m.instances_invalid_messages, requests: m.instances_invalid_requests };

function Count(props: React.InputHTMLAttributes<HTMLInputElement>) {
  return <Input type="number" inputMode="numeric" min={0} step={1} autoComplete="off" {...props} />;
}
