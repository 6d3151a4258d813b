import { useEffect, useRef } from "react";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { FormFoot } from "#app/components/ui/form-foot";
import { Input } from "#app/components/ui/input";
import type { PublicBot, PublicCredential } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import { useBotAnswer } from "./bot-answer";
import { botFieldError } from "./bot-refusal";
import { BotRefusalAlert } from "./bot-refusal-alert";
import { valueOf, valuesOfBot } from "./bot-values";
import { CheckResult } from "./check-result";
import { ConnectionFields } from "./connection-fields";
import { CredentialFields } from "./credential-fields";
import type { KindForm } from "./kind-form";

interface ConnectionCardProps {
  bot: PublicBot;
  form: KindForm;
  credentials: readonly PublicCredential[];
}

/** Name, address and key of a bot, with a look whether its far end answers. */
export function ConnectionCard({ bot, form, credentials }: ConnectionCardProps) {
  const { Form, answer, pendingIntent, doneIntent } = useBotAnswer(bot.id, "connection", "check");
  const element = useRef<HTMLFormElement>(null);
  const refusal = answer?.refusal;
  const values = answer?.values ?? valuesOfBot(bot);
  const isSaved = doneIntent === "connection";
  useEffect(() => {
    if (!isSaved) return;
    // What was typed is kept, sealed; left in the field it would be sent once more with the next save.
    for (const input of element.current?.querySelectorAll<HTMLInputElement>("input[name^='secret.']") ?? []) {
      input.value = "";
    }
  }, [isSaved]);
  return (
    <Card data-form="connection">
      <CardHeader>
        <CardTitle>{m.bots_step_connection()}</CardTitle>
      </CardHeader>
      <CardBody>
        <Form ref={element} method="post" className="grid gap-5">
          <BotRefusalAlert refusal={refusal} said={["name", "connection", "credentialId", "secret"]} />
          <CheckResult check={answer?.check ?? null} />
          <Field name="name" label={m.bots_name()} error={botFieldError(refusal, "name")}>
            {(control) => (
              <Input {...control} maxLength={500} autoComplete="off" defaultValue={valueOf(values, "name")} />
            )}
          </Field>
          <CredentialFields
            secret={form.secret}
            credentials={credentials}
            current={bot.credential}
            values={values}
            refusal={refusal}
          />
          <ConnectionFields
            key={answer?.check?.models?.length}
            form={form}
            values={values}
            refusal={refusal}
            models={answer?.check?.models}
            hasPrompt={false}
          />
          <FormFoot
            intent="connection"
            label={m.bots_save()}
            pending={pendingIntent === "connection"}
            done={isSaved ? m.bots_saved() : null}
          >
            <Button type="submit" name="intent" value="check" formNoValidate pending={pendingIntent === "check"}>
              {form.kind === "openai" ? m.bots_check_models() : m.bots_check()}
            </Button>
          </FormFoot>
        </Form>
      </CardBody>
    </Card>
  );
}
