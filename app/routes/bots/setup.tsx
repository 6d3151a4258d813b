import { redirect } from "@remix-run/cloudflare";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useLoaderData, useNavigation } from "@remix-run/react";
import { BehaviourFields } from "#app/components/bots/behaviour-fields";
import { BotRefusalAlert } from "#app/components/bots/bot-refusal-alert";
import { behaviourOf, triggersOf, valueOf as textOf, valuesOfBot, valuesOfForm } from "#app/components/bots/bot-values";
import { GoLive } from "#app/components/bots/go-live";
import { SetupSteps } from "#app/components/bots/setup-steps";
import { TestChat } from "#app/components/bots/test-chat";
import { TriggerFields } from "#app/components/bots/trigger-fields";
import { Button } from "#app/components/ui/button";
import { Card, CardBody } from "#app/components/ui/card";
import { PageHeader } from "#app/components/ui/page-header";
import { usePageAnswer } from "#app/live/use-page-answer";
import { m } from "#workers/i18n/paraglide/messages";
import { changeBot } from "#workers/services/bots/change";
import { botOf } from "./bot.server";
import { refusedBot } from "./refused.server";
import { sayToBot } from "./trial.server";

export const meta: MetaFunction = () => [{ title: `${m.bots_new()} · zapin` }];

const steps = ["triggers", "behaviour", "test"] as const;

export async function loader(args: LoaderFunctionArgs) {
  const { bot } = await botOf(args);
  return { bot, step: stepOf(args.params.step) };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, bot } = await botOf(args);
  const form = await args.request.formData();
  const values = valuesOfForm(form);
  const at = `/bots/${bot.id}/setup`;
  switch (form.get("intent")) {
    case "triggers": {
      const changed = await changeBot(ctx, bot.id, { triggers: triggersOf(values) });
      return changed.ok ? redirect(`${at}/behaviour`) : refusedBot({ refusal: changed.refusal, values });
    }
    case "behaviour": {
      const change = { behaviour: behaviourOf(values), fallbackText: textOf(values, "fallbackText").trim() };
      const changed = await changeBot(ctx, bot.id, change);
      return changed.ok ? redirect(`${at}/test`) : refusedBot({ refusal: changed.refusal, values });
    }
    case "say":
      return { trial: await sayToBot(ctx, bot.id, form) };
    case "live": {
      const changed = await changeBot(ctx, bot.id, { enabled: true });
      return changed.ok ? redirect(`/bots/${bot.id}`) : refusedBot({ refusal: changed.refusal, values });
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

function stepOf(asked: string | undefined): (typeof steps)[number] {
  const step = steps.find((each) => each === asked);
  if (!step) throw new Response("There is no such step.", { status: 404 });
  return step;
}

/** The second half of a new bot, which exists by now and is switched off: when and how it answers. */
export default function SetUpBot() {
  const { bot, step } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  const pending = useNavigation().formMethod === "POST";
  const refusal = answer && "refusal" in answer ? answer.refusal : undefined;
  const values = answer && "values" in answer ? answer.values : valuesOfBot(bot);
  const at = `/bots/${bot.id}/setup`;
  return (
    <>
      <PageHeader
        back={
          <Link to={`/bots/${bot.id}`} className="hover:text-ink hover:underline">
            {bot.name}
          </Link>
        }
        title={m.bots_new()}
        description={m.bots_new_description()}
      />
      <SetupSteps
        current={step}
        back={{ connection: `/bots/${bot.id}`, triggers: `${at}/triggers`, behaviour: `${at}/behaviour` }}
      >
        {step === "test" ? (
          <>
            <TestChat trial={answer && "trial" in answer ? answer.trial : null} />
            <GoLive bot={bot} refusal={refusal} />
          </>
        ) : (
          <Form key={step} method="post">
            <Card>
              <CardBody className="grid gap-5">
                <BotRefusalAlert refusal={refusal} said={["triggers", "behaviour", "fallbackText"]} />
                {step === "triggers" ? (
                  <TriggerFields
                    // A bot that was only just made begins at nothing; most are meant for everything.
                    values={answer ? values : { ...values, "trigger.type": [firstTrigger(bot.triggers.type)] }}
                    refusal={refusal}
                  />
                ) : (
                  <BehaviourFields values={values} refusal={refusal} />
                )}
                <div>
                  <Button type="submit" variant="primary" name="intent" value={step} pending={pending}>
                    {m.bots_next()}
                  </Button>
                </div>
              </CardBody>
            </Card>
          </Form>
        )}
      </SetupSteps>
    </>
  );
}

function firstTrigger(type: string): string {
  return type === "none" ? "all" : type;
}
