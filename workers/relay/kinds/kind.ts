import type { BotFailure } from "../../domain/bot-failure";
import type { TokenUse } from "../../domain/model-price";
import type { BotSecret } from "../../evolution/bots/secret";
import type { Json, JsonObject } from "../json";

/**
 * A kind of bot as the relay sees it: the calls that Evolution makes for it, each with what to ask the far
 * end, how to read the answer, and what answer makes Evolution say a text of ours.
 */
export interface RelayKind {
  steps: readonly RelayStep[];
  /** Why a far end of this kind refused; undefined where it says no more than its status. */
  failureOf?(status: number, body: string): BotFailure | undefined;
  /** The call that Evolution would make next for a contact who writes this: for the chat that tests a bot. */
  say(talk: Talk, text: string): SimulatedCall;
}

export interface RelayStep {
  method: "GET" | "POST";
  /** What stands behind the token in the address. */
  path: RegExp;
  /** True for a call that is an answer to a contact or a part of one, so that its failure is the bot's. */
  answers: boolean;
  /** True for the call that makes the far end think: it needs the budget's leave. */
  gated: boolean;
  /** The most tokens that an answer may take, where the call itself limits them. */
  atMost?(call: BotCall): TokenUse | null;
  /** Who speaks, as far as the call tells. */
  speaker(call: BotCall): Speaker;
  /** The request to the far end; null where the bot is not set up for it. */
  ask(call: BotCall, farEnd: FarEnd): Ask | null;
  /** What the answer says; null for an answer that is none of this kind. */
  read(answer: Json, call: BotCall): Reading | null;
  /** An answer with which Evolution says this text to the contact, and nothing where it is empty. */
  reply(text: string, call: BotCall, failure: BotFailure | null): ReplyBody;
}

/** A call of Evolution's bot, without upstream's keys. */
export interface BotCall {
  method: string;
  /** The groups of the step's path. */
  ids: readonly string[];
  query: URLSearchParams;
  body: JsonObject;
  /** A body that is no JSON, such as a recording that is to be written down. */
  stream: ReadableStream<Uint8Array> | null;
  contentType: string | null;
}

/** Where the bot's owner has its far end, and what opens it. */
export interface FarEnd {
  connection: Record<string, unknown>;
  secret: BotSecret | null;
  baseUrl: string | null;
}

export interface Ask {
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body: JsonObject | ReadableStream<Uint8Array> | null;
}

export interface Speaker {
  /** The far end's name for the conversation, or a contact where it has none. */
  session: string | null;
  /** The contact's JID. */
  contact: string | null;
  name: string | null;
  /** What the contact wrote. */
  text: string | null;
}

export interface Reading {
  /** What the bot says. */
  texts: string[];
  /** How many messages that is, where the texts come with another call. */
  messages?: number;
  /** False for a call that is only a part of an answer. */
  counts: boolean;
  /** The conversation, where the far end has only just named it. */
  session?: string | null;
  model?: string | null;
  use?: TokenUse | null;
  /** What the far end itself says that it cost, in billionths of a dollar. */
  nanoUsd?: number | null;
  /** How long the far end says that it took, where the call only asked for the outcome. */
  durationMs?: number;
  /** The same answer read twice is one: what names it. */
  id?: string;
  /** Set where the far end answered, and the answer says that it failed. */
  failure?: BotFailure;
  ended?: boolean;
}

/** JSON, or lines of server-sent events. With a status only where Evolution falls silent at an error. */
export type ReplyBody = { json: Json; status?: number } | { events: Json[] };

/** A conversation that is held to try a bot out. */
export interface Talk {
  contact: string;
  session: string | null;
  history: { role: "user" | "assistant"; content: string }[];
  connection: Record<string, unknown>;
}

export interface SimulatedCall {
  method: "GET" | "POST";
  path: string;
  body: JsonObject;
}

export const nobody: Speaker = { session: null, contact: null, name: null, text: null };
