import type { BotSession } from "../../domain/bot";

/** A session row as upstream answers it. */
export type UpstreamSession = Record<string, unknown>;

/**
 * The sessions among upstream's rows that are those of the given bots. Asked for a bot that it does not
 * know, upstream answers with every session of the kind.
 */
export function sessionsOf(rows: unknown, upstreamIds: ReadonlySet<string>, serverUrl: string): UpstreamSession[] {
  if (!Array.isArray(rows)) return [];
  return (rows as unknown[])
    .filter((row): row is UpstreamSession => typeof row === "object" && row !== null)
    .filter((row) => upstreamIds.has(String(row["botId"])))
    .map((row) => withoutKeys(row, serverUrl));
}

export function toBotSession(row: UpstreamSession): Omit<BotSession, "lastText"> {
  const status = row["status"];
  return {
    id: String(row["id"]),
    contact: String(row["remoteJid"]),
    contactName: typeof row["pushName"] === "string" && row["pushName"] ? row["pushName"] : null,
    status: status === "paused" || status === "closed" ? status : "opened",
    isAwaitingContact: row["awaitUser"] === true,
    startedAt: Date.parse(String(row["createdAt"])),
    lastMessageAt: Date.parse(String(row["updatedAt"])),
  };
}

/** Upstream keeps its global key and its inner address in what it hands to Typebot. */
function withoutKeys(row: UpstreamSession, serverUrl: string): UpstreamSession {
  const parameters = row["parameters"];
  if (typeof parameters !== "object" || parameters === null) return row;
  const { apiKey, serverUrl: inner, ...rest } = parameters as Record<string, unknown>;
  return {
    ...row,
    parameters: {
      ...(apiKey === undefined ? {} : { apiKey: "" }),
      ...rest,
      ...(inner === undefined ? {} : { serverUrl }),
    },
  };
}
