import * as z from "zod";
import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { operations } from "../../evolution/operations";
import { routeKey } from "../../evolution/reference/families";
import { sandboxServer } from "../../evolution/server";
import { answerOf, type CallAnswer } from "../instances/call";
import { findInstance } from "../instances/find";
import { forbidden, noInstance } from "../refusals";
import { isTryable } from "./read-family";

const trialInput = z.object({
  operation: z.string(),
  instance: z.string().min(1, "must be one of your sandbox instances").max(100),
  parameters: z.record(z.string(), z.string().max(200)),
  query: z.record(z.string(), z.string().max(500)),
  body: z.string().max(100_000, "must be at most 100,000 characters").nullable(),
});

/**
 * Carries out a call that somebody wrote into the reference. Only on a simulated phone, so that
 * nobody writes to a real person by trying; admitted and counted as any other call.
 */
export async function tryOperation(ctx: Ctx, input: unknown): Promise<Outcome<CallAnswer>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const parsed = trialInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { operation, instance, parameters, query, body: text } = parsed.data;
  const row = operations.find((known) => routeKey(known) === operation);
  if (!row || !isTryable(row)) return refuse("not_found", "This operation cannot be tried here.");

  const found = await findInstance(ctx, actor.tenantId, instance);
  if (!found) return noInstance(instance);
  if (found.server !== sandboxServer)
    return refuse("conflict", `"${instance}" is a real number. Choose a sandbox one.`);

  const body = text === null || text.trim() === "" ? { ok: true as const } : parseBody(text);
  if (!body.ok) return refuse("invalid_input", "The body is not valid JSON.", { field: "body" });
  const base = row.path.replace(/\/:instance$/, "");
  const missing = [...base.matchAll(/:(\w+)/g)].find(([, name]) => !parameters[name!]);
  if (missing) return refuse("invalid_input", `${missing[1]}: must not be empty`, { field: missing[1]! });
  const path = base.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name]!));
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));
  const sent = "value" in body ? { body: body.value } : {};
  return done(await answerOf(ctx, { method: row.method, path, instance, query: given, ...sent }));
}

function parseBody(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}
