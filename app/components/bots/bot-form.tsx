import type { ReactNode } from "react";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { FormFoot } from "#app/components/ui/form-foot";
import type { PublicBot } from "#workers/domain/bot";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { useBotAnswer } from "./bot-answer";
import { BotRefusalAlert } from "./bot-refusal-alert";
import { valuesOfBot, type BotValues } from "./bot-values";

interface BotFormProps {
  bot: PublicBot;
  intent: string;
  title: string;
  description?: string;
  /** Parts of a refusal that a field says already. */
  said: readonly string[];
  children: (values: BotValues, refusal: Refusal | undefined) => ReactNode;
}

/** One side of a bot, to look at and to change. */
export function BotForm({ bot, intent, title, description, said, children }: BotFormProps) {
  const { Form, answer, pendingIntent, doneIntent } = useBotAnswer(bot.id, intent);
  const refusal = answer?.refusal;
  return (
    <Card data-form={intent}>
      <CardHeader>
        <CardTitle description={description}>{title}</CardTitle>
      </CardHeader>
      <CardBody>
        <Form method="post" className="grid gap-5">
          <BotRefusalAlert refusal={refusal} said={said} />
          {children(answer?.values ?? valuesOfBot(bot), refusal)}
          <FormFoot
            intent={intent}
            label={m.bots_save()}
            pending={pendingIntent === intent}
            done={doneIntent === intent ? m.bots_saved() : null}
          />
        </Form>
      </CardBody>
    </Card>
  );
}
