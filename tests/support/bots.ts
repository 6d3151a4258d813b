import { vi } from "vitest";
import { bot, credential, instance } from "#workers/db/schema";
import type { BotBudget, BotKind, BudgetAction } from "#workers/domain/bot";
import { closeSecret, type BotSecret } from "#workers/evolution/bots/secret";
import { randomText } from "#workers/secrets/bytes";
import { and, eq } from "drizzle-orm";
import { call, givenInstance, givenTenant, type GivenTenant } from "./given";
import { FarEnds } from "./far-ends";

/** A bot as it stands in the database, with the token that upstream was given for it. */
export interface GivenBot {
  id: string;
  token: string;
  kind: BotKind;
  /** What upstream asks OpenAI for in its name. */
  model: unknown;
}

export interface BotOptions {
  kind: BotKind;
  instance?: string;
  connection?: Record<string, unknown>;
  secret?: BotSecret | null;
  baseUrl?: string | null;
  fallbackText?: string;
  budget?: BotBudget | null;
  budgetAction?: BudgetAction;
  enabled?: boolean;
}

/** The origin under which the far ends are played in the place of `fetch`. */
export const farOrigin = "https://far-ends.example";

/** A tenant whose instance, `shop`, may have bots, and the far ends that they talk to. */
export async function givenBotShop(): Promise<{ given: GivenTenant; farEnds: FarEnds }> {
  const given = await givenTenant();
  await givenInstance(given);
  return { given, farEnds: givenFarEnds() };
}

/** Plays the far ends: everything that this isolate fetches from now on goes to them. */
export function givenFarEnds(): FarEnds {
  const farEnds = new FarEnds();
  // Not a spy: it would keep every request and every answer, and a thousand of them choke the runtime.
  vi.stubGlobal("fetch", async (input: RequestInfo, init?: RequestInit) => {
    const request = new Request(input, init) as unknown as Request;
    if (new URL(request.url).origin !== farOrigin) throw new TypeError("DNS lookup failed.");
    return farEnds.answer(request);
  });
  return farEnds;
}

/** Where each kind is found among the far ends, and what opens it. */
export const connections: Record<BotKind, Record<string, unknown>> = {
  typebot: { url: `${farOrigin}/typebot`, typebot: "welcome" },
  openai: { botType: "chatCompletion", model: "gpt-4o", maxTokens: 100 },
  dify: { botType: "chatBot", apiUrl: `${farOrigin}/dify/v1` },
  flowise: { apiUrl: `${farOrigin}/flowise/api/v1/prediction/flow-1` },
  evolutionBot: { apiUrl: `${farOrigin}/bot/` },
  n8n: { webhookUrl: `${farOrigin}/n8n/webhook/flow-1` },
  evoai: { agentUrl: `${farOrigin}/evoai` },
};

export async function givenBot(given: GivenTenant, farEnds: FarEnds, options: BotOptions): Promise<GivenBot> {
  const { ctx, tenantId } = given;
  const { kind, fallbackText = "Somebody will write to you soon.", budget = null, budgetAction = "fallback" } = options;
  const [row] = await ctx.db
    .select({ id: instance.id })
    .from(instance)
    .where(and(eq(instance.tenantId, tenantId), eq(instance.name, options.instance ?? "shop")));
  if (!row) throw new Error("There is no instance for the bot.");
  const opened =
    kind === "n8n" ? { user: farEnds.user.name, password: farEnds.user.password } : { apiKey: farEnds.key };
  const secret = options.secret === undefined ? opened : options.secret;
  const [id, credentialId] = [idOf("bot"), idOf("cred")];
  const connection = { ...connections[kind], ...options.connection };
  const moment = { createdAt: Date.now(), updatedAt: Date.now() };
  if (secret) {
    await ctx.db.insert(credential).values({
      id: credentialId,
      tenantId,
      kind,
      name: credentialId,
      secret: await closeSecret(ctx.secrets.seal, credentialId, secret),
      digest: credentialId,
      baseUrl:
        options.baseUrl === undefined && kind === "openai" ? `${farOrigin}/openai/v1` : (options.baseUrl ?? null),
      hint: "sk-…",
      upstreamIds: {},
      ...moment,
    });
  }
  await ctx.db.insert(bot).values({
    id,
    tenantId,
    instanceId: row.id,
    kind,
    name: `${kind} bot`,
    enabled: options.enabled ?? true,
    upstreamId: id,
    connection,
    triggers: { type: "all", operator: null, value: null },
    behaviour: {},
    credentialId: secret ? credentialId : null,
    fallbackText,
    budget,
    budgetAction,
    ...moment,
  });
  await ctx.hub(tenantId).refresh("bots");
  return { id, kind, model: connection.model, token: await ctx.secrets.relayToken({ tenantId, subject: id }) };
}

/** Calls the relay as upstream's bot would. */
export function callRelay(
  { token, kind }: GivenBot,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  if (kind !== "openai") return call("POST", `/relay/${token}${path}`, { body, headers });
  return call("POST", `/relay/openai/v1${path}`, { body, headers: { ...headers, authorization: `Bearer ${token}` } });
}

/** Writes to a bot as a contact would, by way of upstream. */
export function askBot(bot: GivenBot, text = "hi", contact?: string): Promise<Response> {
  const { path, body, headers } = recordedCall(bot.kind, text, contact === undefined ? {} : { contact });
  if (bot.kind === "openai") body.model = bot.model;
  return callRelay(bot, path, body, headers);
}

/** What the contact hears then. */
export async function answerOf(bot: GivenBot, text?: string, contact?: string): Promise<string> {
  return saidBy(bot.kind, await (await askBot(bot, text, contact)).json());
}

/** The figures of a bot's last hour, as its page shows them. */
export function analyticsOf({ ctx, tenantId }: GivenTenant, botId: string) {
  const span = { botId, from: Date.now() - 3_600_000, until: Date.now() + 1_000, stepMs: 3_600_000 };
  return ctx.journal(tenantId).botAnalytics(span);
}

/** What Evolution was recorded to send for each kind, with the keys that it puts in. */
export function recordedCall(
  kind: BotKind,
  text: string,
  {
    globalKey = "global-key-of-upstream",
    instanceToken = "token-of-the-instance",
    contact = "5511955550000@s.whatsapp.net",
    instanceName = "evo-ch",
  }: Partial<UpstreamKeys> = {},
): { path: string; body: Record<string, unknown>; headers: Record<string, string> } {
  const place = { instanceName, serverUrl: "http://127.0.0.1:8081" };
  const talk = { remoteJid: contact, pushName: "Bia", ...place };
  const bearer = { authorization: `Bearer ${instanceToken}`, apikey: globalKey };
  switch (kind) {
    case "typebot": {
      const prefilledVariables = { ...talk, apiKey: globalKey, ownerJid: "551130000001" };
      return { path: "/api/v1/typebots/welcome/startChat", body: { prefilledVariables }, headers: bearer };
    }
    case "openai": {
      const messages = [{ role: "user", content: [{ type: "text", text }] }];
      return {
        path: "/chat/completions",
        body: { model: "gpt-4o", messages, max_tokens: 100 },
        headers: { apikey: globalKey },
      };
    }
    case "dify": {
      const body = {
        inputs: { ...talk, apiKey: instanceToken },
        query: text,
        response_mode: "blocking",
        user: contact,
      };
      return { path: "/chat-messages", body, headers: bearer };
    }
    case "flowise": {
      const vars = { messageId: "BOT", fromMe: false, ...talk, apiKey: instanceToken };
      return { path: "", body: { question: text, overrideConfig: { sessionId: contact, vars } }, headers: bearer };
    }
    case "evolutionBot": {
      const inputs = { sessionId: "cmwtb0l4y002mqp7d5ks5ivuc", fromMe: false, ...talk, apiKey: instanceToken };
      return { path: "", body: { inputs, query: text, user: contact }, headers: bearer };
    }
    case "n8n": {
      const body = {
        chatInput: text,
        sessionId: contact,
        keyId: "BOT-n8n",
        fromMe: false,
        ...talk,
        apiKey: instanceToken,
      };
      return { path: "", body, headers: bearer };
    }
    case "evoai": {
      const metadata = { ...talk, fromMe: false, apiKey: instanceToken };
      const key = { id: "BOT-evoai", remoteJid: contact, fromMe: false };
      const parts = [{ type: "text", text }];
      const message = { role: "user", parts, messageId: contact.split("@")[0], metadata: { messageKey: key } };
      const params = { contextId: contact, message, metadata };
      return { path: "", body: { jsonrpc: "2.0", id: "req-1", method: "message/send", params }, headers: bearer };
    }
  }
}

export interface UpstreamKeys {
  globalKey: string;
  instanceToken: string;
  contact?: string;
  instanceName?: string;
}

/** What the bot says, read as Evolution reads the answer of each kind. */
export function saidBy(kind: BotKind, answer: unknown): string {
  const body = answer as Record<string, any>;
  switch (kind) {
    case "typebot":
      return (body.messages as any[])
        .map((message) =>
          message.content.richText.flatMap((line: any) => line.children.map((child: any) => child.text)).join(""),
        )
        .join("\n");
    case "openai":
      return body.choices[0].message.content;
    case "dify":
      return body.answer;
    case "flowise":
      return body.text;
    case "evolutionBot":
      return body.message;
    case "n8n":
      return body.output || body.answer || "";
    case "evoai":
      return body.result?.artifacts?.[0]?.parts?.find((part: any) => part.type === "text" && part.text)?.text ?? "";
  }
}

/** As long as real ones: a relay token is read by the length of a credential's. */
function idOf(prefix: string): string {
  return `${prefix}_${randomText(20)}`;
}

/** Waits until what is counted off the path has arrived. */
export function eventually<Value>(check: () => Promise<Value>): Promise<Value> {
  return vi.waitFor(check, { timeout: 15_000, interval: 50 });
}
