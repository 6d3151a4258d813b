import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { NativeSelect } from "#app/components/ui/native-select";
import { Time } from "#app/components/ui/time";
import type { PublicEndpoint } from "#workers/domain/endpoint";
import { m } from "#workers/i18n/paraglide/messages";

/** The signing secret: shown on demand, and made anew with an overlap in which both sign. */
export function SecretCard({ endpoint }: { endpoint: PublicEndpoint }) {
  const sent = useNavigation().formData?.get("intent");
  return (
    <Card>
      <CardHeader>
        <CardTitle description={m.webhooks_secret_description()}>{m.webhooks_secret_title()}</CardTitle>
      </CardHeader>
      <CardBody className="space-y-4">
        {endpoint.previousSecretUntil !== null && (
          <p className="text-ink-soft">
            {m.webhooks_secret_previous()} <Time at={endpoint.previousSecretUntil} format="datetime" />
          </p>
        )}
        <Form method="post">
          <Button type="submit" name="intent" value="reveal" pending={sent === "reveal"}>
            {m.webhooks_secret_reveal()}
          </Button>
        </Form>
        <Form method="post" className="flex flex-wrap items-end gap-3">
          <Field name="overlap" label={m.webhooks_overlap()} className="min-w-48 grow">
            {(field) => (
              <NativeSelect {...field} defaultValue="24h">
                <option value="now">{m.webhooks_overlap_now()}</option>
                <option value="1h">{m.webhooks_overlap_1h()}</option>
                <option value="24h">{m.webhooks_overlap_24h()}</option>
                <option value="7d">{m.webhooks_overlap_7d()}</option>
              </NativeSelect>
            )}
          </Field>
          <Button type="submit" name="intent" value="rotate" pending={sent === "rotate"}>
            {m.webhooks_rotate()}
          </Button>
        </Form>
      </CardBody>
    </Card>
  );
}
