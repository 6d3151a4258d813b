import { useState } from "react";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { Textarea } from "#app/components/ui/textarea";
import type { InstanceDetail } from "#workers/domain/instance";
import { m } from "#workers/i18n/paraglide/messages";
import { sendTextUrl } from "./curl";
import { CurlBlock } from "./curl-block";
import { RefusalAlert } from "./refusal-alert";
import { fieldRefusal } from "./refusal-text";
import { SendResult } from "./send-result";
import { useAnswer } from "./use-answer";

/** A text to a number, as the API sends it; below it the same call as a command. */
export function SendCard({ instance, publicUrl }: { instance: InstanceDetail; publicUrl: string }) {
  const { Form, answer, refusal, values, pending } = useAnswer("send");
  const [typed, setTyped] = useState({ number: values.number ?? "", text: values.text ?? "" });
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.instances_send_title()}</CardTitle>
      </CardHeader>
      <CardBody>
        <div className="space-y-5">
          <Form
            method="post"
            className="space-y-4"
            onChange={(event) => {
              const form = new FormData(event.currentTarget);
              setTyped({ number: String(form.get("number") ?? ""), text: String(form.get("text") ?? "") });
            }}
          >
            <RefusalAlert refusal={refusal} fields={["number", "text"]} />
            <Field
              name="number"
              label={m.instances_send_to()}
              hint={m.instances_field_number_hint()}
              error={fieldRefusal(refusal, "number")}
            >
              {(field) => (
                <Input
                  {...field}
                  name="number"
                  type="tel"
                  inputMode="tel"
                  required
                  autoComplete="off"
                  defaultValue={values.number}
                  placeholder="5511987654321"
                />
              )}
            </Field>
            <Field name="text" label={m.instances_send_text()} error={fieldRefusal(refusal, "text")}>
              {(field) => (
                <Textarea {...field} name="text" required rows={3} maxLength={4096} defaultValue={values.text} />
              )}
            </Field>
            <Button type="submit" variant="primary" name="intent" value="send" pending={pending}>
              {m.instances_send_submit()}
            </Button>
          </Form>
          {answer?.ok ? <SendResult answer={answer} /> : null}
          <CurlBlock
            apiKey={instance.key || undefined}
            call={{
              url: sendTextUrl(publicUrl, instance.name),
              body: {
                number: typed.number.replace(/\D/g, "") || "5511987654321",
                text: typed.text || m.instances_send_example(),
              },
            }}
          />
        </div>
      </CardBody>
    </Card>
  );
}
