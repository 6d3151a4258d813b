import * as z from "zod";
import { instanceName, type InstanceState } from "./instance";
import { instanceStates } from "./instance-state";
import { isSafeToken } from "./token";

/** An instance on the server from which somebody moves, and what stands in the way of taking it along. */
export interface ImportCandidate {
  name: string;
  number: string | null;
  profileName: string | null;
  state: InstanceState;
  integration: string;
  obstacle: ImportObstacle | null;
  /** Programs that use its token go on working with it. */
  keepsToken: boolean;
}

/** Why an instance cannot come along, in a word that the console translates. */
export type ImportObstacle = "name_taken" | "name_form" | "channel" | "here";

/** What did not come along, or why one was refused after all. */
export const importNotes = [
  "token_lost",
  "webhook_lost",
  "name_taken",
  "name_form",
  "channel",
  "here",
  "plan_limit",
  "gone",
  "upstream",
] as const;
export type ImportNote = (typeof importNotes)[number];

export interface ImportView {
  id: string;
  baseUrl: string;
  createdAt: number;
  state: "running" | "done" | "undone";
  total: number;
  done: number;
  items: ImportItemView[];
}

export interface ImportItemView {
  name: string;
  state: "waiting" | "working" | "imported" | "refused" | "undone";
  notes: ImportNote[];
}

/** The part of a row of `fetchInstances` that a move needs. Servers of other versions may leave things out. */
export const upstreamRow = z.object({
  id: z.string().nullish(),
  name: z.string(),
  token: z.string().nullish(),
  integration: z.string().nullish(),
  number: z.string().nullish(),
  connectionStatus: z.string().nullish(),
  ownerJid: z.string().nullish(),
  profileName: z.string().nullish(),
  profilePicUrl: z.string().nullish(),
  Setting: z.unknown(),
});
export type UpstreamRow = z.infer<typeof upstreamRow>;

/** What is different about an instance, before anything is done. */
export function candidateOf(row: UpstreamRow, taken: ReadonlySet<string>, here: ReadonlySet<string>): ImportCandidate {
  return {
    name: row.name,
    number: row.ownerJid?.split(/[@:]/)[0] ?? row.number ?? null,
    profileName: row.profileName ?? null,
    state: instanceStates.find((known) => known === row.connectionStatus) ?? "close",
    integration: row.integration ?? "",
    obstacle: obstacleOf(row, taken, here),
    keepsToken: isSafeToken(row.token ?? ""),
  };
}

export function obstacleOf(
  row: UpstreamRow,
  taken: ReadonlySet<string>,
  here: ReadonlySet<string>,
): ImportObstacle | null {
  if (row.integration !== "WHATSAPP-BAILEYS" || !row.token) return "channel";
  if (here.has(row.name)) return "here";
  if (!instanceName.safeParse(row.name).success) return "name_form";
  return taken.has(row.name) ? "name_taken" : null;
}

export const lookInput = z.object({
  baseUrl: z.string({ error: "must be a string" }).max(500, "must be at most 500 characters"),
  globalKey: z
    .string({ error: "must be a string" })
    .trim()
    .regex(/^[\x21-\x7e]{1,512}$/, "must be the server's AUTHENTICATION_API_KEY"),
});

export const startInput = z.object({
  ticket: z.string().max(4000),
  names: z.array(z.string().max(255)).min(1, "must name at least one instance").max(500),
});

/** A webhook as Evolution stores it. */
export const upstreamWebhook = z.object({
  enabled: z.boolean().catch(false),
  url: z.string().catch(""),
  headers: z.record(z.string(), z.coerce.string()).nullish().catch(null),
  events: z.array(z.string()).nullish().catch(null),
  webhookByEvents: z.boolean().nullish().catch(null),
  webhookBase64: z.boolean().nullish().catch(null),
});
export type UpstreamWebhook = z.infer<typeof upstreamWebhook>;
