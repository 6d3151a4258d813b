import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { RefusalAlert } from "#app/components/instances/refusal-alert";
import { fieldRefusal } from "#app/components/instances/refusal-text";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { NativeSelect } from "#app/components/ui/native-select";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";

export interface KeyFormProps {
  /** Names that a key can be bound to. */
  instances: string[];
  refusal: Refusal | undefined;
  values: Record<string, string>;
  /** The key made last; a new one empties the form. */
  issued: string | undefined;
}

/** A name, what it may touch, and how much it may send. */
export function KeyForm({ instances, refusal, values, issued }: KeyFormProps) {
  const navigation = useNavigation();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (issued) form.current?.reset();
  }, [issued]);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.keys_create_title()}</CardTitle>
      </CardHeader>
      <CardBody>
        <Form ref={form} method="post" className="grid gap-4 sm:grid-cols-3">
          <div className="empty:hidden sm:col-span-3">
            <RefusalAlert refusal={refusal} fields={["name", "instance", "limits.messages"]} />
          </div>
          <Field
            name="name"
            label={m.keys_field_name()}
            hint={m.keys_field_name_hint()}
            error={refusal?.field === "name" ? m.keys_invalid_name() : undefined}
          >
            {(field) => <Input {...field} required maxLength={80} autoComplete="off" defaultValue={values.name} />}
          </Field>
          <Field
            name="instance"
            label={m.keys_field_instance()}
            hint={m.keys_field_instance_hint()}
            error={fieldRefusal(refusal, "instance")}
          >
            {(field) => (
              <NativeSelect {...field} defaultValue={values.instance ?? ""}>
                <option value="">{m.keys_all_instances()}</option>
                {instances.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
          <Field
            name="messages"
            label={m.keys_field_limit()}
            hint={m.keys_field_limit_hint()}
            error={fieldRefusal(refusal, "limits.messages")}
          >
            {(field) => (
              <Input
                {...field}
                type="number"
                inputMode="numeric"
                min={0}
                max={1_000_000_000}
                step={1}
                defaultValue={values.messages}
              />
            )}
          </Field>
          <div className="sm:col-span-3">
            <Button
              type="submit"
              variant="primary"
              name="intent"
              value="create"
              pending={navigation.formData?.get("intent") === "create"}
            >
              {m.keys_create()}
            </Button>
          </div>
        </Form>
      </CardBody>
    </Card>
  );
}
