import { Form, useNavigation } from "@remix-run/react";
import { Alert } from "#app/components/ui/alert";
import { Button } from "#app/components/ui/button";
import { LinkButton } from "#app/components/ui/link-button";
import { TextLink } from "#app/components/ui/text-link";
import type { PublicBot } from "#workers/domain/bot";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { botRefusalText, isAbout } from "./bot-refusal";
import { triggerText } from "./trigger-text";

/** The last step: what will happen, and the button that makes it so. */
export function GoLive({ bot, refusal }: { bot: PublicBot; refusal: Refusal | undefined }) {
  const pending = useNavigation().formData?.get("intent") === "live";
  return (
    <Form method="post" className="grid gap-4 border-t border-line pt-5">
      {refusal && (
        <Alert tone="bad">
          {botRefusalText(refusal)}{" "}
          {isAbout(refusal, ["triggers"]) && (
            <TextLink to={`/bots/${bot.id}/setup/triggers`}>{m.bots_change_triggers()}</TextLink>
          )}
        </Alert>
      )}
      <p className="text-ink-soft">
        {m.bots_go_live_note({ instance: bot.instance, trigger: triggerText(bot.triggers) })}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" name="intent" value="live" pending={pending}>
          {m.bots_go_live()}
        </Button>
        <LinkButton to={`/bots/${bot.id}`}>{m.bots_later()}</LinkButton>
      </div>
    </Form>
  );
}
