import { Button } from "#app/components/ui/button";
import { CopyButton } from "#app/components/ui/copy-button";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import type { InstanceDetail } from "#workers/domain/instance";
import { m } from "#workers/i18n/paraglide/messages";
import { RefusalAlert } from "./refusal-alert";
import { fieldRefusal } from "./refusal-text";
import { useAnswer } from "./use-answer";

/** A code of eight letters, typed into the phone instead of scanning a picture. */
export function PairingCode({ instance }: { instance: InstanceDetail }) {
  const { Form, answer, refusal, values, pending } = useAnswer("pairing-code");
  // Each picture comes with a fresh code; the answer's own serves until then.
  const code = instance.qr?.pairingCode ?? (answer?.ok ? answer.pairingCode : null);
  return (
    <div className="max-w-md space-y-5">
      <p className="text-ink-soft">{m.instances_code_how()}</p>
      <Form method="post" action="?pair=code" className="space-y-3">
        <RefusalAlert refusal={refusal} fields={["number"]} />
        <Field
          name="number"
          label={m.instances_field_number()}
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
              defaultValue={values.number ?? instance.number ?? ""}
              placeholder="5511987654321"
            />
          )}
        </Field>
        <Button
          type="submit"
          variant={code ? "secondary" : "primary"}
          name="intent"
          value="pairing-code"
          pending={pending}
        >
          {code ? m.instances_code_again() : m.instances_code_get()}
        </Button>
      </Form>
      {code ? (
        <div className="flex flex-wrap items-center gap-3" role="status">
          <output className="rounded-card border border-line bg-sunken px-4 py-2 font-mono text-2xl font-semibold tracking-[0.2em] tabular-nums">
            {spelled(code)}
          </output>
          <CopyButton text={code} label={m.instances_code_copy()} />
        </div>
      ) : answer?.ok ? (
        <p role="status" className="text-ink-soft">
          {m.instances_code_waiting()}
        </p>
      ) : null}
    </div>
  );
}

/** `WZYEH1YY` → `WZYE-H1YY`, as the phone asks for it. */
function spelled(code: string): string {
  return code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
}
