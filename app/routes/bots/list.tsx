import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { Bot } from "lucide-react";
import { AllBotsBudget, BudgetAlert } from "#app/components/bots/all-bots-budget";
import type { BotAnswer } from "#app/components/bots/bot-answer";
import { BotFilter } from "#app/components/bots/bot-filter";
import { botStates, stateOf } from "#app/components/bots/bot-state";
import { BotTable, type ListedBot } from "#app/components/bots/bot-table";
import { budgetOf, valuesOfForm } from "#app/components/bots/bot-values";
import { CurlBlock } from "#app/components/instances/curl-block";
import { EmptyState } from "#app/components/ui/empty-state";
import { LinkButton } from "#app/components/ui/link-button";
import { PageHeader } from "#app/components/ui/page-header";
import { requireTenant } from "#app/session/require-tenant";
import { may } from "#workers/domain/actor";
import { botKinds } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import { listBots } from "#workers/services/bots/list";
import { listFailures } from "#workers/services/bots/list-failures";
import { readBotBudget } from "#workers/services/bots/read-budget";
import { setBotBudget } from "#workers/services/bots/set-budget";
import { valueOf } from "../instances/value-of.server";
import { refusedBot } from "./refused.server";

export const meta: MetaFunction = () => [{ title: `${m.bots_title()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const asked = new URL(args.request.url).searchParams;
  const kind = botKinds.find((each) => each === asked.get("kind")) ?? "";
  const state = botStates.find((each) => each === asked.get("state")) ?? "";
  const instance = asked.get("instance") ?? "";
  const [listed, failing, budget] = await Promise.all([listBots(ctx), listFailures(ctx), readBotBudget(ctx)]);
  const all = valueOf(listed);
  const failures = valueOf(failing);
  const bots = all
    .map((bot): ListedBot => {
      const { id, name, triggers, updatedAt } = bot;
      const failure = failures[id] ?? null;
      const state = stateOf(bot, failure !== null);
      return { id, kind: bot.kind, name, instance: bot.instance, triggers, updatedAt, state, failure };
    })
    .filter((bot) => (!kind || bot.kind === kind) && (!state || bot.state === state))
    .filter((bot) => !instance || bot.instance === instance);
  return {
    bots,
    total: all.length,
    instances: [...new Set(all.map((bot) => bot.instance))].sort(),
    values: { kind, state, instance },
    ...valueOf(budget),
    mayChange: may(ctx.actor, "administer"),
    publicUrl: ctx.settings.publicUrl,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const form = await args.request.formData();
  const intent = String(form.get("intent") ?? "");
  if (intent !== "budget") throw new Response(null, { status: 400 });
  const values = valuesOfForm(form);
  const set = await setBotBudget(ctx, { budget: budgetOf(values).budget });
  if (!set.ok) return refusedBot({ intent, refusal: set.refusal, values });
  return { intent } satisfies BotAnswer;
}

/** Every bot of the tenant: what it is, where it answers, and whether it does. */
export default function Bots() {
  const { bots, total, instances, values, publicUrl, budget, spent, mayChange } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.bots_title()}
        description={m.bots_description()}
        actions={
          <>
            <LinkButton to="/bots/credentials">{m.bots_credentials_title()}</LinkButton>
            {total > 0 && (
              <LinkButton to="/bots/new" variant="primary">
                {m.bots_new()}
              </LinkButton>
            )}
          </>
        }
      />
      {total === 0 ? (
        <NoBots publicUrl={publicUrl} />
      ) : (
        <div className="space-y-4">
          <BudgetAlert budget={budget} spent={spent} />
          <BotFilter key={Object.values(values).join("|")} values={values} instances={instances} />
          {bots.length > 0 ? (
            <BotTable bots={bots} />
          ) : (
            <EmptyState
              title={m.bots_none_found()}
              action={<LinkButton to="/bots">{m.bots_filter_clear()}</LinkButton>}
            />
          )}
          <AllBotsBudget budget={budget} spent={spent} mayChange={mayChange} />
        </div>
      )}
    </>
  );
}

function NoBots({ publicUrl }: { publicUrl: string }) {
  return (
    <EmptyState
      icon={<Bot />}
      title={m.bots_empty_title()}
      action={
        <LinkButton to="/bots/new" variant="primary">
          {m.bots_new()}
        </LinkButton>
      }
    >
      <div className="mx-auto mt-4 max-w-xl space-y-2">
        <p className="text-ink-soft">
          {m.bots_empty_curl()}{" "}
          <Link to="/api-keys" className="text-accent-ink underline">
            {m.instances_empty_key()}
          </Link>
        </p>
        <CurlBlock
          call={{
            method: "POST",
            url: `${publicUrl}/api/bots`,
            body: {
              instance: "my-phone",
              kind: "typebot",
              connection: { url: "https://typebot.io", typebot: "welcome" },
              triggers: { type: "all" },
            },
          }}
        />
      </div>
    </EmptyState>
  );
}
