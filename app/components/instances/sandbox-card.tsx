import { QrCode, Unplug } from "lucide-react";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { FormFoot } from "#app/components/ui/form-foot";
import { Input } from "#app/components/ui/input";
import type { InstanceState } from "#workers/domain/instance-state";
import { m } from "#workers/i18n/paraglide/messages";
import { RefusalAlert } from "./refusal-alert";
import { fieldRefusal } from "./refusal-text";
import { useAnswer } from "./use-answer";

/** The other end of a simulated phone: what its owner and the people writing to it would do. */
export function SandboxCard({ state }: { state: InstanceState }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.instances_sandbox_title()}</CardTitle>
      </CardHeader>
      <CardBody>
        <div className="space-y-5">
          <p className="text-ink-soft">{m.instances_sandbox_note()}</p>
          <Line open={state === "open"} />
          {state === "open" ? <Receive /> : null}
        </div>
      </CardBody>
    </Card>
  );
}

/** Links the phone, or cuts its line. */
function Line({ open }: { open: boolean }) {
  const { Form, refusal, pending } = useAnswer("scan", "drop");
  const Icon = open ? Unplug : QrCode;
  return (
    <Form method="post" className="space-y-3">
      <RefusalAlert refusal={refusal} />
      <Button
        type="submit"
        variant={open ? "secondary" : "primary"}
        name="intent"
        value={open ? "drop" : "scan"}
        pending={pending}
      >
        <Icon aria-hidden="true" className="size-4" />
        {open ? m.instances_sandbox_drop() : m.instances_sandbox_scan()}
      </Button>
    </Form>
  );
}

function Receive() {
  const { Form, answer, refusal, values, pending } = useAnswer("receive");
  return (
    <Form method="post" className="space-y-3 border-t border-line pt-4">
      <RefusalAlert refusal={refusal} fields={["from", "text"]} />
      <Field name="from" label={m.instances_sandbox_from()} error={fieldRefusal(refusal, "from", "number")}>
        {(field) => (
          <Input
            {...field}
            name="from"
            type="tel"
            inputMode="tel"
            autoComplete="off"
            defaultValue={values.from ?? "5511977776666"}
          />
        )}
      </Field>
      <Field name="text" label={m.instances_send_text()} error={fieldRefusal(refusal, "text")}>
        {(field) => (
          <Input
            {...field}
            name="text"
            required
            maxLength={4096}
            autoComplete="off"
            defaultValue={values.text ?? m.instances_sandbox_example()}
          />
        )}
      </Field>
      <FormFoot
        variant="secondary"
        intent="receive"
        label={m.instances_sandbox_receive()}
        pending={pending}
        done={answer?.ok && !pending ? m.instances_sandbox_received() : null}
      />
    </Form>
  );
}
