import type { Scope } from "../domain/scope";
import type { AskName } from "./ask";

/** One upstream route that Zapin offers. Everything about the surface is derived from these rows. */
export interface Operation {
  /** `message.sendText` */
  id: string;
  method: Method;
  /** Evolution's path. The instance, where there is one, is always its last segment. */
  path: string;
  /** What one call counts as beside being one request. */
  meter: "message" | "none";
  /** Messages that one call costs: none where nothing is sent, two where media is. */
  weight: number;
  /** What a key must be allowed to do. */
  scope: Scope;
  /** Query parameters that go upstream. All others are dropped: upstream lets them override the path. */
  query: readonly string[];
  /** Set where one of Zapin's own services answers instead of upstream. */
  handler: HandlerName | null;
  /** A check of the body before it goes upstream; the body of such a row is held, and must be small. */
  ask: AskName | null;
  /** Spellings that Evolution's own documents print wrongly and that real clients therefore use. */
  aliases: readonly { method: Method; path: string }[];
}

export type Method = "GET" | "POST" | "PUT" | "DELETE";

export type { Scope } from "../domain/scope";

/** The rows that our own services answer. */
export const handlerNames = [
  "createInstance",
  "fetchInstances",
  "deleteInstance",
  "setWebhook",
  "findWebhook",
  "setTransport",
  "findTransport",
  "setChatwoot",
  "findChatwoot",
  "createBot",
  "findBots",
  "fetchBot",
  "updateBot",
  "deleteBot",
  "saveBotSettings",
  "readBotSettings",
  "changeBotStatus",
  "listBotSessions",
  "ignoreBotContact",
  "startTypebot",
  "keepBotCredential",
  "listBotCredentials",
  "deleteBotCredential",
  "listBotModels",
] as const;
export type HandlerName = (typeof handlerNames)[number];

interface OperationOptions {
  scope: Scope;
  meter?: Operation["meter"];
  /** Two for a send of media; one unless told. */
  weight?: 1 | 2;
  query?: readonly string[];
  handler?: HandlerName;
  ask?: AskName;
  aliases?: Operation["aliases"];
}

export function op(method: Method, path: string, options: OperationOptions): Operation {
  const [, noun, verb] = path.split("/");
  return {
    id: `${noun}.${verb}`,
    method,
    path,
    scope: options.scope,
    meter: options.meter ?? "none",
    weight: options.meter === "message" ? (options.weight ?? 1) : 0,
    query: options.query ?? [],
    handler: options.handler ?? null,
    ask: options.ask ?? null,
    aliases: options.aliases ?? [],
  };
}
