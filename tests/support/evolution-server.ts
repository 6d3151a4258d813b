import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An instance as the server keeps it. */
export interface OldInstance {
  name: string;
  token: string;
  integration?: string;
  webhook: Record<string, unknown> | null;
}

export interface OldServer {
  url: string;
  globalKey: string;
  instances: Map<string, OldInstance>;
  sent: { name: string; apikey: string | undefined; body: unknown }[];
  /** Posts an event to the webhook of an instance, as upstream does. */
  emit(name: string, event: string, data: unknown): Promise<number>;
  close(): Promise<void>;
}

/**
 * An existing Evolution server on this machine, in the words of the recordings. It takes its time over
 * each answer, so that a progress bar has something to show.
 */
export async function startOldServer(instances: OldInstance[], delayMs = 0): Promise<OldServer> {
  const kept = new Map(instances.map((one) => [one.name, one]));
  const globalKey = "global-key-of-the-old-server";
  const sent: OldServer["sent"] = [];
  const server = createServer((request, response) => {
    void textOf(request).then(async (text) => {
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      answer(request, response, text ? (JSON.parse(text) as Record<string, unknown>) : {});
    });
  });

  function answer(request: IncomingMessage, response: ServerResponse, body: Record<string, unknown>): void {
    const url = new URL(request.url ?? "/", "http://old.invalid");
    const apikey = request.headers["apikey"] as string | undefined;
    const reply = (status: number, value: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    const refuse = (status: number, error: string, message: unknown) =>
      reply(status, { status, error, response: { message } });
    if (url.pathname === "/instance/fetchInstances") {
      if (apikey !== globalKey) return void refuse(401, "Unauthorized", "Unauthorized");
      const name = url.searchParams.get("instanceName");
      const rows = [...kept.values()].filter((one) => name === null || one.name === name);
      if (name !== null && rows.length === 0) return void refuse(404, "Not Found", [`Instance "${name}" not found`]);
      return void reply(200, rows.map(rowOf));
    }
    const name = decodeURIComponent(url.pathname.split("/").at(-1) ?? "");
    const instance = kept.get(name);
    if (!instance) return void refuse(404, "Not Found", [`The "${name}" instance does not exist`]);
    if (apikey !== globalKey && apikey !== instance.token) return void refuse(401, "Unauthorized", "Unauthorized");
    switch (url.pathname.split("/").slice(0, 3).join("/")) {
      case "/webhook/find":
        return void reply(200, instance.webhook);
      case "/webhook/set": {
        const { byEvents, base64, ...rest } = body["webhook"] as Record<string, unknown>;
        instance.webhook = { ...rest, webhookByEvents: byEvents ?? false, webhookBase64: base64 ?? false };
        return void reply(201, instance.webhook);
      }
      case "/instance/connectionState":
        return void reply(200, { instance: { instanceName: name, state: "open" } });
      case "/message/sendText":
        sent.push({ name, apikey, body });
        return void reply(201, { key: { id: "3EB0AA", fromMe: true, remoteJid: "x" }, status: "PENDING" });
      default:
        return void refuse(404, "Not Found", [`Cannot ${request.method} ${url.pathname}`]);
    }
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    globalKey,
    instances: kept,
    sent,
    emit: async (name, event, data) => {
      const url = String(kept.get(name)?.webhook?.["url"]);
      const body = JSON.stringify({
        event,
        instance: name,
        data,
        destination: url,
        date_time: new Date().toISOString(),
      });
      return (await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body })).status;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function rowOf({ name, token, integration }: OldInstance) {
  return {
    id: `id-of-${name}`,
    name,
    connectionStatus: "open",
    ownerJid: "5511999990001@s.whatsapp.net",
    profileName: "Loja",
    profilePicUrl: null,
    integration: integration ?? "WHATSAPP-BAILEYS",
    number: "5511999990001",
    token,
    Setting: {},
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
