import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { MessagesSquare } from "lucide-react";
import type { BotAnswer } from "#app/components/bots/bot-answer";
import { botRefusalText } from "#app/components/bots/bot-refusal";
import { BotRefusalAlert } from "#app/components/bots/bot-refusal-alert";
import { SessionTable } from "#app/components/bots/session-table";
import { useReadAtEvents } from "#app/components/bots/use-read-at-events";
import { Alert } from "#app/components/ui/alert";
import { EmptyState } from "#app/components/ui/empty-state";
import { usePageAnswer } from "#app/live/use-page-answer";
import { m } from "#workers/i18n/paraglide/messages";
import { changeSession } from "#workers/services/bots/change-session";
import { listSessions } from "#workers/services/bots/list-sessions";
import { botOf } from "./bot.server";
import { refusedBot } from "./refused.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${m.bots_tab_sessions()} · ${data?.bot.name ?? ""} · zapin` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, bot } = await botOf(args);
  const listed = await listSessions(ctx, { id: bot.id });
  return {
    bot: { id: bot.id, name: bot.name, instance: bot.instance },
    sessions: listed.ok ? listed.value : [],
    // The server of the instance may be away: the page stays, and says so.
    refusal: listed.ok ? undefined : listed.refusal,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, bot } = await botOf(args);
  const form = await args.request.formData();
  const intent = "session";
  const asked = { contact: form.get("contact"), action: form.get("action") };
  const changed = await changeSession(ctx, bot.id, asked);
  return changed.ok ? ({ intent } satisfies BotAnswer) : refusedBot({ intent, refusal: changed.refusal });
}

/** The conversations that a bot is in, as they happen. */
export default function BotSessions() {
  const { bot, sessions, refusal } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<BotAnswer>() as BotAnswer | undefined;
  useReadAtEvents(bot.instance);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <BotRefusalAlert refusal={answer?.refusal} />
      {refusal && <Alert tone="warn">{botRefusalText(refusal)}</Alert>}
      {sessions.length > 0 ? (
        <SessionTable sessions={sessions} />
      ) : (
        !refusal && <EmptyState icon={<MessagesSquare />} title={m.bots_sessions_empty()} />
      )}
    </div>
  );
}
