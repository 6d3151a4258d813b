import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/ui/button";
import { Card, CardBody } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { botKindTitles, type PublicCredential } from "#workers/domain/bot";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { BotRefusalAlert } from "./bot-refusal-alert";
import { botFieldError } from "./bot-refusal";
import { valueOf, type BotValues } from "./bot-values";
import { CheckResult, type ConnectionCheck } from "./check-result";
import { ConnectionFields } from "./connection-fields";
import { CredentialFields } from "./credential-fields";
import type { KindForm } from "./kind-form";

interface ConnectionStepProps {
  form: KindForm;
  credentials: readonly PublicCredential[];
  answer: { values: BotValues; refusal?: Refusal; check: ConnectionCheck | null } | undefined;
}

/** How a new bot is reached, with a look whether it can be before it is made. */
export function ConnectionStep({ form, credentials, answer }: ConnectionStepProps) {
  const { values = {}, refusal, check = null } = answer ?? {};
  const intent = useNavigation().formData?.get("intent");
  return (
    <Form method="post">
      <Card>
        <CardBody className="grid gap-5">
          <BotRefusalAlert refusal={refusal} said={["name", "connection", "credentialId", "secret"]} />
          <CheckResult check={check} />
          <Field
            name="name"
            label={m.bots_name()}
            hint={m.bots_name_hint()}
            error={botFieldError(refusal, "name")}
            aside={m.bots_optional()}
          >
            {(control) => (
              <Input
                {...control}
                maxLength={500}
                autoComplete="off"
                defaultValue={valueOf(values, "name")}
                placeholder={botKindTitles[form.kind]}
              />
            )}
          </Field>
          <CredentialFields secret={form.secret} credentials={credentials} values={values} refusal={refusal} />
          <ConnectionFields
            // A list of models that has come in is another field, with what was chosen as its first value.
            key={check?.models?.length}
            form={form}
            values={values}
            refusal={refusal}
            models={check?.models}
          />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary" name="intent" value="create" pending={intent === "create"}>
              {m.bots_next()}
            </Button>
            <Button type="submit" name="intent" value="check" formNoValidate pending={intent === "check"}>
              {form.kind === "openai" ? m.bots_check_models() : m.bots_check()}
            </Button>
          </div>
        </CardBody>
      </Card>
    </Form>
  );
}
