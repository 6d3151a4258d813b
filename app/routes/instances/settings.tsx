import { data } from "@remix-run/cloudflare";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData, useNavigation } from "@remix-run/react";
import { LimitsCard } from "#app/components/instances/limits-card";
import { refusalText } from "#app/components/instances/refusal-text";
import { SettingsCard } from "#app/components/instances/settings-card";
import { Alert } from "#app/components/ui/alert";
import { PageHeader } from "#app/components/ui/page-header";
import { usePageAnswer } from "#app/live/use-page-answer";
import { requireTenant } from "#app/session/require-tenant";
import type { Outcome, Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { limitInstance } from "#workers/services/instances/limit";
import { readInstanceLimits } from "#workers/services/instances/read-limits";
import { readInstanceSettings } from "#workers/services/instances/read-settings";
import { saveInstanceSettings } from "#workers/services/instances/save-settings";
import { refused, valuesOf } from "./refused.server";
import { valueOf } from "./value-of.server";

export const meta: MetaFunction = ({ params }) => [{ title: `${m.instances_settings()} · ${params.name} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const name = args.params.name ?? "";
  const [limits, settings] = await Promise.all([
    readInstanceLimits(ctx, { name }),
    // They are upstream's, and may be out of reach; the instance's own limit of requests, which can be
    // the reason for that, must stay within reach.
    readInstanceSettings(ctx, { name }),
  ]);
  return { name, limits: valueOf(limits), settings: settings.ok ? settings.value : null, unread: refusalIn(settings) };
}

function refusalIn<Value>(outcome: Outcome<Value>): Refusal | undefined {
  return outcome.ok ? undefined : outcome.refusal;
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const form = await args.request.formData();
  const name = args.params.name ?? "";
  if (form.get("intent") === "limits") {
    const limited = await limitInstance(ctx, name, {
      messages: countIn(form, "messages"),
      requests: countIn(form, "requests"),
    });
    const intent = "limits" as const;
    if (!limited.ok) return refused({ ok: false as const, intent, refusal: limited.refusal, values: valuesOf(form) });
    return data({ ok: true as const, intent });
  }
  const intent = "settings" as const;
  const saved = await saveInstanceSettings(ctx, {
    name,
    settings: {
      rejectCall: form.has("rejectCall"),
      msgCall: String(form.get("msgCall") ?? ""),
      groupsIgnore: form.has("groupsIgnore"),
      alwaysOnline: form.has("alwaysOnline"),
      readMessages: form.has("readMessages"),
      readStatus: form.has("readStatus"),
      syncFullHistory: form.has("syncFullHistory"),
    },
  });
  if (!saved.ok) return refused({ ok: false as const, intent, refusal: saved.refusal, values: valuesOf(form) });
  return data({ ok: true as const, intent });
}

/** An empty field takes the limit away; what is no number is the verb's to refuse. */
function countIn(form: FormData, name: string): unknown {
  const text = String(form.get(name) ?? "").trim();
  return text === "" ? null : Number(text);
}

/** How the linked account behaves by itself, and how much of the plan it may use. */
export default function InstanceSettings() {
  const { name, limits, settings, unread } = useLoaderData<typeof loader>();
  const answer = usePageAnswer<typeof action>();
  const { formData } = useNavigation();
  const pendingIntent = formData?.get("intent");
  const refusalOf = (intent: "limits" | "settings") =>
    answer && !answer.ok && answer.intent === intent ? answer.refusal : undefined;
  const savedOf = (intent: "limits" | "settings") => answer?.ok === true && answer.intent === intent && !pendingIntent;
  return (
    <div className="max-w-2xl">
      <PageHeader
        back={
          <Link to={`/instances/${encodeURIComponent(name)}`} className="hover:text-ink hover:underline">
            {name}
          </Link>
        }
        title={m.instances_settings()}
        description={m.instances_settings_description()}
      />
      <div className="space-y-5">
        {settings ? (
          <SettingsCard
            settings={settings}
            refusal={refusalOf("settings")}
            pending={pendingIntent === "settings"}
            saved={savedOf("settings")}
          />
        ) : (
          <Alert tone="warn" title={m.instances_settings_unread()}>
            {unread && refusalText(unread)}
          </Alert>
        )}
        <LimitsCard
          limits={limits}
          typed={answer && !answer.ok && answer.intent === "limits" ? answer.values : undefined}
          refusal={refusalOf("limits")}
          pending={pendingIntent === "limits"}
          saved={savedOf("limits")}
        />
      </div>
    </div>
  );
}
