import { vi } from "vitest";
import { answerBots, fakeBots, type FakeBots } from "./fake-bots";

/** What an Evolution 2.3.6 server was recorded to keep of an instance. */
export interface FakeInstance {
  name: string;
  token: string;
  integration?: string;
  number?: string | null;
  ownerJid?: string | null;
  state?: string;
  webhook?: Record<string, unknown> | null;
  /** What it holds of conversations, in any order. */
  history?: FakeMessage[];
}

/** A message as Evolution's database holds it. */
export interface FakeMessage {
  id: string;
  key: { id: string; fromMe: boolean; remoteJid: string };
  pushName: string | null;
  messageType: string;
  message: Record<string, unknown> | null;
  /** In seconds. */
  messageTimestamp: number;
  source: string;
  MessageUpdate: { status: string }[];
}

export interface FakeEvolution {
  baseUrl: string;
  globalKey: string;
  instances: Map<string, Required<FakeInstance>>;
  requests: { method: string; path: string; apikey: string | null; body: unknown }[];
  /** Nothing answers while it is true. */
  away: boolean;
  /** Paths that answer 500. */
  broken: RegExp | null;
  /** An accident on the way: answers in the server's place, or has it answer by null. */
  accident: ((asked: { path: string; body: unknown }) => Response | null | Promise<Response | null>) | null;
  bots: FakeBots;
}

/**
 * Existing Evolution servers, played by one function in the place of `fetch`: they answer in the words of
 * the recordings (`instance.fetch.global.*`, `auth.fetchInstances.badkey`, `webhook.find.ok`, `webhook.set.ok`,
 * `wa.findMessages`, `evolution.findMessages.page`).
 */
export function givenEvolutions(...servers: FakeEvolution[]): void {
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input as RequestInfo, init as RequestInit);
    const server = servers.find(({ baseUrl }) => request.url.startsWith(`${baseUrl}/`));
    if (!server || server.away) throw new TypeError("Network connection lost.");
    const { signal } = init ?? {};
    const aborted = new Promise<never>((_, reject) =>
      signal?.addEventListener("abort", () => reject(signal.reason as Error)),
    );
    return Promise.race([answer(server, request as unknown as Request), aborted]);
  });
}

export function fakeEvolution(baseUrl: string, instances: FakeInstance[] = []): FakeEvolution {
  const kept = instances.map((one): Required<FakeInstance> => ({
    integration: "WHATSAPP-BAILEYS",
    number: null,
    ownerJid: null,
    state: "open",
    webhook: null,
    history: [],
    ...one,
  }));
  return {
    baseUrl,
    globalKey: `global-${crypto.randomUUID()}`,
    instances: new Map(kept.map((one) => [one.name, one])),
    requests: [],
    away: false,
    broken: null,
    accident: null,
    bots: fakeBots(),
  };
}

async function answer(server: FakeEvolution, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.slice(new URL(server.baseUrl).pathname.replace(/\/$/, "").length);
  const apikey = request.headers.get("apikey");
  const text = await request.text();
  const body: unknown = text ? JSON.parse(text) : null;
  server.requests.push({ method: request.method, path: path + url.search, apikey, body });
  if (server.broken?.test(path)) return failure(500, "Internal Server Error", "boom");
  const accident = await server.accident?.({ path, body });
  if (accident) return accident;

  const global = apikey === server.globalKey;
  if (path === "/instance/create") {
    if (!global) return unauthorized();
    const { instanceName, token } = body as { instanceName: string; token: string };
    server.instances.set(instanceName, { ...blank, history: [], name: instanceName, token });
    const instance = { instanceName, instanceId: crypto.randomUUID(), status: "close" };
    return Response.json({ instance, hash: token, webhook: {}, settings: {} }, { status: 201 });
  }
  if (path === "/instance/fetchInstances") return fetchInstances(server, url.searchParams.get("instanceName"), apikey);
  const name = decodeURIComponent(path.split("/").at(-1) ?? "");
  const instance = server.instances.get(name);
  if (!instance) return failure(404, "Not Found", [`The "${name}" instance does not exist`]);
  if (!global && apikey !== instance.token) return unauthorized();
  const aboutBots = answerBots(server.bots, request.method, path, body, name);
  if (aboutBots) return aboutBots;
  switch (path.slice(0, path.lastIndexOf("/"))) {
    case "/webhook/find":
      return Response.json(instance.webhook);
    case "/webhook/set": {
      const { webhook } = body as { webhook: Record<string, unknown> };
      const { byEvents, base64, ...rest } = webhook;
      instance.webhook = { ...rest, webhookByEvents: byEvents ?? false, webhookBase64: base64 ?? false };
      return Response.json(instance.webhook, { status: 201 });
    }
    case "/instance/connectionState":
      return Response.json({ instance: { instanceName: name, state: instance.state } });
    case "/chat/findMessages":
      return Response.json(findMessages(instance.history, body as HistoryQuery));
    case "/message/sendText":
      return Response.json({ key: { id: "3EB0", fromMe: true }, status: "PENDING" }, { status: 201 });
    case "/instance/delete":
      server.instances.delete(name);
      return Response.json({ status: "SUCCESS", error: false, response: { message: "Instance deleted" } });
    default:
      return failure(404, "Not Found", [`Cannot ${request.method} ${path}`]);
  }
}

interface HistoryQuery {
  where?: { messageTimestamp?: { gte?: string; lte?: string } };
  offset?: number;
  page?: number;
}

/**
 * Newest first, `offset` being the size of a page. Nothing but the second decides the order, and a database asked
 * for a later page may sort those of one second in another way than for an earlier one.
 */
function findMessages(history: readonly FakeMessage[], { where, offset = 50, page = 1 }: HistoryQuery): unknown {
  const { gte, lte } = where?.messageTimestamp ?? {};
  const seconds = (text: string) => Math.floor(Date.parse(text) / 1000);
  const found = history.filter(
    ({ messageTimestamp: at }) => !gte || !lte || (at >= seconds(gte) && at <= seconds(lte)),
  );
  if (page % 2 === 0) found.reverse();
  found.sort((a, b) => b.messageTimestamp - a.messageTimestamp);
  const records = found
    .slice((page - 1) * offset, page * offset)
    .map((message) => ({ ...message, instanceId: "dd504567-50b4-4fac-ac14-563cb4e5581a", contextInfo: null }));
  return {
    messages: { total: found.length, pages: Math.ceil(found.length / offset), currentPage: page, records },
  };
}

function fetchInstances(server: FakeEvolution, name: string | null, apikey: string | null): Response {
  const all = [...server.instances.values()];
  const own = apikey === server.globalKey ? all : all.filter(({ token }) => token === apikey);
  if (own.length === 0 && apikey !== server.globalKey) return unauthorized();
  const rows = own.filter((one) => name === null || one.name === name);
  if (name !== null && rows.length === 0) {
    return apikey === server.globalKey ? failure(404, "Not Found", [`Instance "${name}" not found`]) : unauthorized();
  }
  return Response.json(
    rows.map((one) => ({
      id: `id-${one.name}`,
      name: one.name,
      connectionStatus: one.state,
      ownerJid: one.ownerJid,
      profileName: one.ownerJid ? "Loja" : null,
      profilePicUrl: null,
      integration: one.integration,
      number: one.number,
      token: one.token,
      Setting: {
        rejectCall: true,
        msgCall: "",
        groupsIgnore: false,
        alwaysOnline: false,
        readMessages: false,
        readStatus: false,
        syncFullHistory: false,
      },
    })),
  );
}

const blank = {
  integration: "WHATSAPP-BAILEYS",
  number: null,
  ownerJid: null,
  state: "close",
  webhook: null,
} satisfies Partial<FakeInstance>;

function unauthorized(): Response {
  return failure(401, "Unauthorized", "Unauthorized");
}

function failure(status: number, error: string, message: unknown): Response {
  return Response.json({ status, error, response: { message } }, { status });
}
