import { redirect } from "@remix-run/cloudflare";
import type { InstanceAnswer, InstanceIntent } from "#app/components/instances/answer";
import type { Ctx } from "#workers/context";
import { refuse } from "#workers/domain/outcome";
import type { Outcome } from "#workers/domain/outcome";
import { setRestarts } from "#workers/services/health/set-restarts";
import { connectInstance } from "#workers/services/instances/connect";
import { deleteInstance } from "#workers/services/instances/delete";
import { logoutInstance } from "#workers/services/instances/logout";
import { restartInstance } from "#workers/services/instances/restart";
import { sendText } from "#workers/services/messages/send";
import { dropPhone } from "#workers/services/sandbox/drop";
import { receiveMessage } from "#workers/services/sandbox/receive";
import { scanPhone } from "#workers/services/sandbox/scan";
import { saveWebhook } from "#workers/services/webhooks/save";
import { refused, valuesOf } from "./refused.server";

/** Does what a form of the instance's page asks for: one intent, one verb. */
export async function actOnInstance(ctx: Ctx, name: string, form: FormData) {
  const intent = String(form.get("intent") ?? "") as InstanceIntent;
  const values = valuesOf(form);
  const outcome = await verbs[intent]?.(ctx, name, values, form);
  if (outcome === undefined) throw new Response(null, { status: 400 });
  if (!outcome.ok) return refused({ intent, ok: false as const, refusal: outcome.refusal, values });
  if (intent === "delete") throw redirect("/instances");
  return { intent, ok: true, ...outcome.value } as InstanceAnswer;
}

type Verb = (ctx: Ctx, name: string, values: Record<string, string>, form: FormData) => Promise<Outcome<object>>;

const verbs: Partial<Record<InstanceIntent, Verb>> = {
  connect: (ctx, name) => connectInstance(ctx, { name }),
  "pairing-code": async (ctx, name, values) => {
    const number = digits(values.number);
    // Without a number upstream would show a picture only, and the person would wait for a code in vain.
    if (!number) return refuse("invalid_input", "number: must not be empty", { field: "number" });
    return connectInstance(ctx, { name, number });
  },
  restart: (ctx, name) => restartInstance(ctx, { name }),
  restarts: (ctx, name, _values, form) => setRestarts(ctx, name, { restarts: form.has("restarts") }),
  logout: (ctx, name) => logoutInstance(ctx, { name }),
  delete: async (ctx, name, values) =>
    values.confirmation === name
      ? deleteInstance(ctx, { name })
      : refuse("invalid_input", "confirmation: must be the name of the instance", { field: "confirmation" }),
  send: async (ctx, name, values) => {
    const number = digits(values.number);
    if (!number) return refuse("invalid_input", "number: must not be empty", { field: "number" });
    if (!values.text?.trim()) return refuse("invalid_input", "text: must not be empty", { field: "text" });
    return sendText(ctx, { instance: name, number, text: values.text });
  },
  scan: (ctx, name) => scanPhone(ctx, { instance: name }),
  drop: (ctx, name) => dropPhone(ctx, { instance: name }),
  receive: (ctx, name, values) => {
    const from = digits(values.from);
    return receiveMessage(ctx, { instance: name, text: values.text ?? "", ...(from ? { from } : {}) });
  },
  webhook: (ctx, name, values, form) =>
    saveWebhook(ctx, {
      instance: name,
      url: values.url?.trim() ?? "",
      events: form.getAll("events").map(String),
      enabled: form.has("enabled"),
      byEvents: form.has("byEvents"),
      base64: form.has("base64"),
    }),
};

/** People write numbers with spaces, plus and dashes; upstream wants digits. A jid is left alone. */
function digits(number: string | undefined): string {
  const written = number?.trim() ?? "";
  return written.includes("@") ? written : written.replace(/[\s()+.-]/g, "");
}
