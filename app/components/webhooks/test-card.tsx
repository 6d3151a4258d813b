import { Form, useNavigation } from "@remix-run/react";
import { Alert } from "#app/components/ui/alert";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { NativeSelect } from "#app/components/ui/native-select";
import type { DeliveryAttempt } from "#workers/domain/delivery";
import { m } from "#workers/i18n/paraglide/messages";
import { AttemptOutcome } from "./attempt-list";

export type EndpointTest = DeliveryAttempt & { delivered: boolean };

/** Sends a sample event as every delivery is sent, and says how it went. */
export function TestCard({ types, test }: { types: readonly string[]; test: EndpointTest | undefined }) {
  const pending = useNavigation().formData?.get("intent") === "test";
  return (
    <Card>
      <CardHeader>
        <CardTitle description={m.webhooks_test_description()}>{m.webhooks_test_title()}</CardTitle>
      </CardHeader>
      <CardBody className="space-y-4">
        <Form method="post" className="flex flex-wrap items-end gap-3">
          <Field name="type" label={m.webhooks_test_type()} className="min-w-48 grow">
            {(field) => (
              <NativeSelect {...field} defaultValue="messages.upsert">
                {types.map((type) => (
                  <option key={type} value={type}>
                    {type}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
          <Button type="submit" name="intent" value="test" pending={pending}>
            {m.webhooks_test_send()}
          </Button>
        </Form>
        {test && !pending && (
          <Alert
            tone={test.delivered ? "good" : "bad"}
            title={test.delivered ? m.webhooks_test_delivered() : m.webhooks_test_failed()}
          >
            <AttemptOutcome attempt={test} />
          </Alert>
        )}
      </CardBody>
    </Card>
  );
}
