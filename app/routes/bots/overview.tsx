import { redirect } from "@remix-run/cloudflare";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { BehaviourFields } from "#app/components/bots/behaviour-fields";
import type { BotAnswer } from "#app/components/bots/bot-answer";
import { BotForm } from "#app/components/bots/bot-form";
import {
  behaviourOf,
  budgetOf,
  connectionOf,
  credentialOf,
  secretOf,
  triggersOf,
  valueOf as textOf,
  valuesOfForm,
} from "#app/components/bots/bot-values";
import { BudgetFields } from "#app/components/bots/budget-fields";
import { BudgetMeters } from "#app/components/bots/budget-meters";
import { ConnectionCard } from "#app/components/bots/connection-card";
import { BotDangerCard } from "#app/components/bots/danger-card";
import { SwitchCard } from "#app/components/bots/switch-card";
import { TriggerFields } from "#app/components/bots/trigger-fields";
import type { BotChange } from "#workers/services/bots/input";
import { refuse } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { changeBot } from "#workers/services/bots/change";
import { deleteBot } from "#workers/services/bots/delete";
import { readSpend } from "#workers/services/bots/spend";
import { listCredentials } from "#workers/services/credentials/list";
import { valueOf } from "../instances/value-of.server";
import { botOf } from "./bot.server";
import { checkedConnection } from "./check.server";
import { kindForm } from "./kind-form.server";
import { refusedBot } from "./refused.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.bot.name ?? m.bots_title()} · zapin` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, bot } = await botOf(args);
  const [credentials, spend] = await Promise.all([
    listCredentials(ctx, { kind: bot.kind }),
    readSpend(ctx, { id: bot.id }),
  ]);
  return {
    bot,
    spend: valueOf(spend),
    form: kindForm(bot.kind),
    credentials: valueOf(credentials).filter(({ instance }) => instance === null || instance === bot.instance),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, bot } = await botOf(args);
  const sent = await args.request.formData();
  const intent = String(sent.get("intent") ?? "");
  const values = valuesOfForm(sent);
  if (intent === "delete") {
    if (sent.get("confirmation") !== bot.name) {
      const { refusal } = refuse("invalid_input", "confirmation: type the name of the bot", { field: "confirmation" });
      return refusedBot({ intent, refusal, values });
    }
    const deleted = await deleteBot(ctx, { id: bot.id });
    return deleted.ok ? redirect("/bots") : refusedBot({ intent, refusal: deleted.refusal, values });
  }
  const { fields, secret } = kindForm(bot.kind);
  const connection = connectionOf(values, fields);
  const credential = credentialOf(values, secretOf(sent, secret));
  if (intent === "check") {
    // Without another choice it is tried with what the bot has.
    const isKept = credential.credentialId === undefined && credential.secret === undefined;
    const opened = isKept && bot.credential ? { credentialId: bot.credential.id } : credential;
    const asked = { kind: bot.kind, connection, ...opened };
    return { intent, values, ...(await checkedConnection(ctx, asked)) } satisfies BotAnswer;
  }
  const change = changes[intent]?.(values);
  if (!change) throw new Response(null, { status: 400 });
  const whole = intent === "connection" ? { name: textOf(values, "name"), connection, ...credential } : change;
  const changed = await changeBot(ctx, bot.id, whole);
  if (!changed.ok) return refusedBot({ intent, refusal: changed.refusal, values });
  return { intent } satisfies BotAnswer;
}

/** What each form of the page changes. */
const changes: Record<string, (values: ReturnType<typeof valuesOfForm>) => Partial<BotChange>> = {
  connection: () => ({}),
  triggers: (values) => ({ triggers: triggersOf(values) }),
  behaviour: (values) => ({ behaviour: behaviourOf(values), fallbackText: textOf(values, "fallbackText").trim() }),
  budget: (values) => budgetOf(values),
  enable: () => ({ enabled: true }),
  disable: () => ({ enabled: false }),
};

/** What a bot is and does, and the forms that change it. */
export default function BotOverview() {
  const { bot, form, credentials, spend } = useLoaderData<typeof loader>();
  return (
    // A key per bot: what was typed for one must not appear at the next.
    <div
      key={bot.id}
      className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start"
    >
      <div className="grid min-w-0 gap-5">
        <ConnectionCard bot={bot} form={form} credentials={credentials} />
        <BotForm bot={bot} intent="triggers" title={m.bots_step_triggers()} said={["triggers"]}>
          {(values, refusal) => <TriggerFields values={values} refusal={refusal} />}
        </BotForm>
        <BotForm
          bot={bot}
          intent="behaviour"
          title={m.bots_step_behaviour()}
          description={m.bots_step_behaviour_note()}
          said={["behaviour", "fallbackText"]}
        >
          {(values, refusal) => <BehaviourFields values={values} refusal={refusal} />}
        </BotForm>
      </div>
      <div className="grid min-w-0 gap-5">
        <SwitchCard bot={bot} />
        <BotForm
          bot={bot}
          intent="budget"
          title={m.bots_budget()}
          description={m.bots_budget_note()}
          said={["budget", "budgetAction"]}
        >
          {(values, refusal) => (
            <>
              <BudgetMeters spend={spend} budget={bot.budget} />
              <BudgetFields values={values} refusal={refusal} />
            </>
          )}
        </BotForm>
        <BotDangerCard bot={bot} />
      </div>
    </div>
  );
}
