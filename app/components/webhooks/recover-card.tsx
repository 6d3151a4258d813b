import { Form, useNavigation } from "@remix-run/react";
import { Alert } from "#app/components/ui/alert";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { m } from "#workers/i18n/paraglide/messages";

export interface RecoverCardProps {
  /** What was begun. */
  recovery: { from: number; until: number } | undefined;
  error: string | undefined;
}

/** Delivers what was missed, from a moment or from a number of the log on. */
export function RecoverCard({ recovery, error }: RecoverCardProps) {
  const pending = useNavigation().formData?.get("intent") === "recover";
  return (
    <Card className="lg:col-span-2">
      <CardHeader>
        <CardTitle description={m.webhooks_recover_description()}>{m.webhooks_recover_title()}</CardTitle>
      </CardHeader>
      <CardBody className="space-y-4">
        <Form method="post" className="space-y-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              name="since"
              className="min-w-0"
              label={m.webhooks_recover_since()}
              hint={m.webhooks_recover_since_hint()}
              error={error}
            >
              {(field) => <Input {...field} type="datetime-local" placeholder="2026-11-26T08:00" />}
            </Field>
            <Field name="after" label={m.webhooks_recover_after()} hint={m.webhooks_recover_after_hint()}>
              {(field) => <Input {...field} type="number" inputMode="numeric" min={0} step={1} />}
            </Field>
          </div>
          <label className="flex items-center gap-2">
            <input type="checkbox" name="repeat" className="size-4 shrink-0 accent-accent" />
            {m.webhooks_recover_repeat()}
          </label>
          <Button type="submit" name="intent" value="recover" pending={pending}>
            {m.webhooks_recover()}
          </Button>
        </Form>
        {recovery && !pending && (
          <Alert tone="good">
            {recovery.until > recovery.from
              ? m.webhooks_recover_begun({ from: recovery.from + 1, until: recovery.until })
              : m.webhooks_recover_nothing()}
          </Alert>
        )}
      </CardBody>
    </Card>
  );
}

/** What the form asks for, as the verb takes it. The moment is UTC, as the field says. */
export function recoveryOf(form: FormData) {
  const since = String(form.get("since") ?? "").trim();
  const after = String(form.get("after") ?? "").trim();
  return {
    ...(since === "" ? {} : { since: `${since.length === 16 ? `${since}:00` : since}Z` }),
    ...(after === "" ? {} : { after: Number(after) }),
    repeat: form.get("repeat") !== null,
  };
}
