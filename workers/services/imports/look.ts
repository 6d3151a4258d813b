import { and, eq, isNull } from "drizzle-orm";
import type { Ctx } from "../../context";
import { instance as instanceTable, server as serverTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { judgeAddress } from "../../domain/address";
import { deadlineIn } from "../../domain/deadline";
import { candidateOf, lookInput, upstreamRow, type ImportCandidate } from "../../domain/import";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { serverRoot } from "../../domain/server";
import { forbidden } from "../refusals";
import { tryServer } from "../servers/probe";
import { ownHosts } from "../webhooks/own-hosts";
import { makeTicket } from "./ticket";

export interface LookedAt {
  baseUrl: string;
  instances: ImportCandidate[];
  /** Instances that the plan still has room for. */
  placesLeft: number;
  /** What `startImport` needs to do it. */
  ticket: string;
}

/** Looks at an Evolution server that somebody wants to move from. Changes nothing, there or here. */
export async function lookAtServer(ctx: Ctx, input: unknown): Promise<Outcome<LookedAt>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const parsed = lookInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { globalKey } = parsed.data;
  const baseUrl = serverRoot(parsed.data.baseUrl);
  const verdict = judgeAddress(baseUrl ?? parsed.data.baseUrl, ctx.settings.allowedPrivateHosts, ownHosts(ctx));
  if (!baseUrl || !verdict.allowed) {
    const reason = verdict.allowed ? "must begin with https:// or http://" : verdict.reason;
    return refuse("invalid_input", `baseUrl: ${reason}`, { field: "baseUrl" });
  }
  const tried = await tryServer({ baseUrl, globalKey });
  if (!tried.ok) return tried;
  const rows = await fetchAll(baseUrl, globalKey);
  if (!rows) return unreadable;

  const { tenantId } = actor;
  const [mine, usage] = await Promise.all([
    ctx.db
      .select({ name: instanceTable.name, upstreamName: instanceTable.upstreamName, baseUrl: serverTable.baseUrl })
      .from(instanceTable)
      .leftJoin(serverTable, eq(serverTable.id, instanceTable.server))
      .where(and(eq(instanceTable.tenantId, tenantId), isNull(instanceTable.deletedAt))),
    ctx.hub(tenantId).usage(),
  ]);
  const taken = new Set(mine.map((row) => row.name));
  const here = new Set(mine.filter((row) => row.baseUrl === baseUrl).map((row) => row.upstreamName));
  const { used = 0, limit = 0 } = usage?.gauges.instances ?? {};
  return done({
    baseUrl,
    instances: rows.map((row) => candidateOf(row, taken, here)),
    placesLeft: Math.max(0, limit - used),
    ticket: await makeTicket(ctx, tenantId, { baseUrl, globalKey }),
  });
}

async function fetchAll(baseUrl: string, globalKey: string) {
  const deadline = deadlineIn(timeoutMs);
  try {
    const answer = await fetch(`${baseUrl}/instance/fetchInstances`, {
      headers: { apikey: globalKey },
      redirect: "manual",
      signal: deadline.signal,
    });
    if (!answer.ok) return null;
    const text = await textUpTo(answer, largestAnswer);
    const rows = text === null ? null : upstreamRow.array().safeParse(JSON.parse(text));
    return rows?.success ? rows.data : null;
  } catch {
    return null;
  } finally {
    deadline.clear();
  }
}

/** The server is a stranger's: it may send more than fits an isolate. */
async function textUpTo(answer: Response, limit: number): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of (answer.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > limit) return null;
  }
  return text + decoder.decode();
}

const unreadable = refuse("invalid_input", "baseUrl: the list of its instances cannot be read", { field: "baseUrl" });
const timeoutMs = 20_000;
const largestAnswer = 8 * 1024 * 1024;
