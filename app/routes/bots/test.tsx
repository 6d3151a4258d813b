import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { TestChat } from "#app/components/bots/test-chat";
import { usePageAnswer } from "#app/live/use-page-answer";
import { m } from "#workers/i18n/paraglide/messages";
import { botOf } from "./bot.server";
import { sayToBot } from "./trial.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${m.bots_tab_test()} · ${data?.bot.name ?? ""} · zapin` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { bot } = await botOf(args);
  return { bot: { id: bot.id, name: bot.name } };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, bot } = await botOf(args);
  return { trial: await sayToBot(ctx, bot.id, await args.request.formData()) };
}

/** A talk with the bot without WhatsApp. */
export default function TestBot() {
  const { bot } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  return (
    <div className="max-w-2xl">
      <TestChat key={bot.id} trial={answer?.trial ?? null} />
    </div>
  );
}
