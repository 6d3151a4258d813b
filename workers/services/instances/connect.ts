import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { InstanceState } from "../../domain/instance";
import { instanceStates } from "../../domain/instance-state";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { callInstance } from "./call";

/** Starts pairing. The QR arrives on the socket; a pairing code needs the number and comes with the answer. */
export async function connectInstance(
  ctx: Ctx,
  input: { name: string; number?: string },
): Promise<Outcome<{ state: InstanceState; pairingCode: string | null }>> {
  if (!may(ctx.actor, "operate")) return forbidden;
  const number = input.number?.replace(/[\s()+-]/g, "");
  if (number !== undefined && !/^\d{8,15}$/.test(number)) {
    return refuse("invalid_input", "Write the number with its country code, digits only.", { field: "number" });
  }
  const called = await callInstance(ctx, {
    method: "GET",
    path: "/instance/connect",
    instance: input.name,
    query: number ? { number } : {},
  });
  if (!called.ok) return called;
  const body = called.value.body as {
    instance?: { state?: string };
    pairingCode?: string | null;
    error?: boolean;
  } | null;
  if (body?.error === true) return refuse("upstream_failed", "The WhatsApp server could not start pairing; try again.");
  const state = instanceStates.find((known) => known === body?.instance?.state) ?? "connecting";
  return done({ state, pairingCode: body?.pairingCode ?? null });
}
