import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import type { BotAnswer } from "#app/components/bots/bot-answer";
import { connectionOf, valueOf as textOf, valuesOfForm } from "#app/components/bots/bot-values";
import { PromptEditor } from "#app/components/bots/prompt-editor";
import { PromptVersions } from "#app/components/bots/prompt-versions";
import { m } from "#workers/i18n/paraglide/messages";
import { changeBot } from "#workers/services/bots/change";
import { listPrompts } from "#workers/services/bots/list-prompts";
import { restorePrompt } from "#workers/services/bots/restore-prompt";
import { valueOf } from "../instances/value-of.server";
import { botOf } from "./bot.server";
import { kindForm } from "./kind-form.server";
import { refusedBot } from "./refused.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${m.bots_tab_prompts()} · ${data?.bot.name ?? ""} · zapin` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, bot } = await botOf(args);
  const { current, versions } = valueOf(await listPrompts(ctx, { id: bot.id }));
  const asked = new URL(args.request.url).searchParams;
  const named = (name: string) => versions.find(({ version }) => version === Number(asked.get(name)));
  const [before, after] = [named("before"), named("after")];
  return {
    bot,
    fields: kindForm(bot.kind).fields.filter(({ isPrompt }) => isPrompt),
    current,
    versions,
    compared: before && after ? ([before, after] as [typeof before, typeof after]) : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, bot } = await botOf(args);
  const form = await args.request.formData();
  const intent = String(form.get("intent") ?? "");
  const values = valuesOfForm(form);
  if (intent === "restore") {
    const restored = await restorePrompt(ctx, bot.id, { version: Number(form.get("version")) });
    return restored.ok ? ({ intent } satisfies BotAnswer) : refusedBot({ intent, refusal: restored.refusal });
  }
  if (intent !== "prompt") throw new Response(null, { status: 400 });
  const fields = kindForm(bot.kind).fields.filter(({ isPrompt }) => isPrompt);
  const changed = await changeBot(ctx, bot.id, {
    connection: connectionOf(values, fields),
    note: textOf(values, "note"),
  });
  return changed.ok ? ({ intent } satisfies BotAnswer) : refusedBot({ intent, refusal: changed.refusal, values });
}

/** What a bot's model is told, now and before. */
export default function BotPrompts() {
  const { bot, fields, current, versions, compared } = useLoaderData<typeof loader>();
  if (fields.length === 0) return <p className="text-ink-soft">{m.bots_prompt_none()}</p>;
  return (
    <div key={bot.id} className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-2 lg:items-start">
      {/* A version that was gone back to is another text in the editor. */}
      <PromptEditor key={current} bot={bot} fields={fields} />
      <PromptVersions current={current} versions={versions} compared={compared} />
    </div>
  );
}
