import { Form, useNavigation } from "@remix-run/react";
import { RefusalAlert } from "#app/components/instances/refusal-alert";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { NativeSelect } from "#app/components/ui/native-select";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { keyError, keyFieldOf } from "./key-errors";
import { KeyFields } from "./key-fields";
import type { KeyValues } from "./key-values";

export interface KeyFormProps {
  /** Names that a key can be bound to. */
  instances: string[];
  refusal: Refusal | undefined;
  values: KeyValues;
}

/** A new key: what uses it, what it may touch, and how much. */
export function KeyForm({ instances, refusal, values }: KeyFormProps) {
  const navigation = useNavigation();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.keys_create_title()}</CardTitle>
      </CardHeader>
      <CardBody>
        <Form method="post" className="grid gap-4 sm:grid-cols-3">
          <div className="empty:hidden sm:col-span-full">
            {keyFieldOf(refusal) === null && <RefusalAlert refusal={refusal} />}
          </div>
          <KeyFields
            values={values}
            refusal={refusal}
            atBirth={
              <>
                <Field
                  name="instance"
                  label={m.keys_field_instance()}
                  hint={m.keys_field_instance_hint()}
                  error={keyError(refusal, values, "instance")}
                >
                  {(field) => (
                    <NativeSelect {...field} defaultValue={values.instance}>
                      <option value="">{m.keys_all_instances()}</option>
                      {instances.map((name) => (
                        <option key={name} value={name}>
                          {name}
                        </option>
                      ))}
                    </NativeSelect>
                  )}
                </Field>
                <Field name="environment" label={m.keys_field_environment()} hint={m.keys_field_environment_hint()}>
                  {(field) => (
                    <NativeSelect {...field} defaultValue={values.environment}>
                      <option value="live">{m.keys_environment_live()}</option>
                      <option value="sandbox">{m.keys_environment_sandbox()}</option>
                    </NativeSelect>
                  )}
                </Field>
              </>
            }
          />
          <div className="sm:col-span-full">
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
