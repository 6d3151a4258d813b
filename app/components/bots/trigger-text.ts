import type { BotTriggers } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import { operatorTexts } from "./trigger-fields";

/** When a bot begins, in a few words. */
export function triggerText({ type, operator, value }: BotTriggers): string {
  switch (type) {
    case "all":
      return m.bots_trigger_short_all();
    case "none":
      return m.bots_trigger_short_none();
    case "advanced":
      return m.bots_trigger_short_advanced({ value: value ?? "" });
    case "keyword":
      return m.bots_trigger_short_keyword({
        operator: operator ? operatorTexts[operator]() : "",
        value: value ?? "",
      });
  }
}
