import { Time } from "#app/components/ui/time";
import type { Usage } from "#workers/domain/usage";
import { m } from "#workers/i18n/paraglide/messages";

/** When the messages renew, and before it, when they run out if it goes on as it did. */
export function MessagesNote({ usage }: { usage: Usage }) {
  const { messages } = usage.meters;
  const { messagesRunOutAt } = usage.forecast;
  return (
    <>
      {m.common_usage_resets()} <Time at={messages.resetsAt} format="date" />
      {messagesRunOutAt !== null && messages.remaining > 0 && (
        <span className="block text-warn-ink">
          {m.common_usage_runs_out()} <Time at={messagesRunOutAt} format="date" />
        </span>
      )}
    </>
  );
}
