import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { ConfirmDialog } from "#app/components/ui/confirm-dialog";
import type { PublicBot } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import { useBotAnswer } from "./bot-answer";
import { botRefusalText } from "./bot-refusal";
import { BotRefusalAlert } from "./bot-refusal-alert";

/** What ends the bot for good. */
export function BotDangerCard({ bot }: { bot: PublicBot }) {
  const { answer } = useBotAnswer(bot.id, "delete");
  const refusal = answer?.refusal;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.bots_delete()}</CardTitle>
      </CardHeader>
      <CardBody className="grid justify-items-start gap-3">
        <p className="text-ink-soft">{m.bots_delete_note()}</p>
        <BotRefusalAlert refusal={refusal} />
        <ConfirmDialog
          trigger={
            <Button variant="danger" size="small">
              {m.bots_delete()}
            </Button>
          }
          title={m.bots_delete_title({ name: bot.name })}
          description={m.bots_delete_question()}
          confirmLabel={m.bots_delete()}
          typedName={bot.name}
          intent="delete"
          leaves
          error={refusal && botRefusalText(refusal)}
        />
      </CardBody>
    </Card>
  );
}
