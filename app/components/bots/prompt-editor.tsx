import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { FormFoot } from "#app/components/ui/form-foot";
import { Input } from "#app/components/ui/input";
import type { PublicBot } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import { useBotAnswer } from "./bot-answer";
import { botFieldError } from "./bot-refusal";
import { BotRefusalAlert } from "./bot-refusal-alert";
import { valueOf, valuesOfBot } from "./bot-values";
import type { FormField } from "./kind-form";
import { PromptFields } from "./prompt-fields";

/** What the model is told. Every change that is saved becomes a version. */
export function PromptEditor({ bot, fields }: { bot: PublicBot; fields: readonly FormField[] }) {
  const { Form, answer, pendingIntent, doneIntent } = useBotAnswer(bot.id, "prompt");
  const refusal = answer?.refusal;
  const values = answer?.values ?? valuesOfBot(bot);
  return (
    <Card data-form="prompt">
      <CardHeader>
        <CardTitle description={m.bots_prompt_note()}>{m.bots_tab_prompts()}</CardTitle>
      </CardHeader>
      <CardBody>
        <Form method="post" className="grid gap-5">
          <BotRefusalAlert refusal={refusal} said={["connection", "note"]} />
          <PromptFields fields={fields} values={values} refusal={refusal} />
          <Field
            name="note"
            label={m.bots_prompt_why()}
            hint={m.bots_prompt_why_hint()}
            error={botFieldError(refusal, "note")}
            aside={m.bots_optional()}
          >
            {(control) => (
              <Input {...control} maxLength={200} autoComplete="off" defaultValue={valueOf(values, "note")} />
            )}
          </Field>
          <FormFoot
            intent="prompt"
            label={m.bots_save()}
            pending={pendingIntent === "prompt"}
            done={doneIntent === "prompt" ? m.bots_saved() : null}
          />
        </Form>
      </CardBody>
    </Card>
  );
}
