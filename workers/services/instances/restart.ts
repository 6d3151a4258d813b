import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { callInstance } from "./call";

/** Reconnects an instance to WhatsApp; it keeps its pairing. */
export async function restartInstance(ctx: Ctx, input: { name: string }): Promise<Outcome<{ name: string }>> {
  if (!may(ctx.actor, "operate")) return forbidden;
  const called = await callInstance(ctx, { method: "POST", path: "/instance/restart", instance: input.name });
  return called.ok ? done({ name: input.name }) : called;
}
