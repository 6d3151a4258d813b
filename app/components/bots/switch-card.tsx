import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { TextLink } from "#app/components/ui/text-link";
import { Time } from "#app/components/ui/time";
import type { PublicBot } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import { useBotAnswer } from "./bot-answer";
import { BotRefusalAlert } from "./bot-refusal-alert";
import { triggerText } from "./trigger-text";

/** Whether the bot answers, and the switch. */
export function SwitchCard({ bot }: { bot: PublicBot }) {
  const { Form, answer, pendingIntent } = useBotAnswer(bot.id, "enable", "disable");
  const intent = bot.enabled ? "disable" : "enable";
  return (
    <Card data-form="switch">
      <CardHeader>
        <CardTitle>{bot.enabled ? m.bots_is_on() : m.bots_is_off()}</CardTitle>
      </CardHeader>
      <CardBody>
        <Form method="post" className="grid justify-items-start gap-3">
          <p className="text-ink-soft">
            {bot.enabled
              ? m.bots_is_on_note({ instance: bot.instance, trigger: triggerText(bot.triggers) })
              : m.bots_is_off_note()}
          </p>
          <BotRefusalAlert refusal={answer?.refusal} />
          <Button
            type="submit"
            variant={bot.enabled ? "secondary" : "primary"}
            name="intent"
            value={intent}
            pending={pendingIntent !== null}
          >
            {bot.enabled ? m.bots_disable() : m.bots_enable()}
          </Button>
          {!bot.enabled && <TextLink to={`/bots/${bot.id}/setup/triggers`}>{m.bots_go_on_setting_up()}</TextLink>}
          <p className="text-[0.8125rem] text-ink-faint">
            {m.bots_made()} <Time at={bot.createdAt} /> · {m.bots_changed()} <Time at={bot.updatedAt} />
          </p>
        </Form>
      </CardBody>
    </Card>
  );
}
