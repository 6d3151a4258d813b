import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { instanceSettings, type InstanceSettings } from "../../domain/instance";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { callInstance } from "./call";

/** Sets all settings at once, as upstream wants them. */
export async function saveInstanceSettings(
  ctx: Ctx,
  input: { name: string; settings: unknown },
): Promise<Outcome<InstanceSettings>> {
  if (!may(ctx.actor, "operate")) return forbidden;
  const parsed = instanceSettings.safeParse(input.settings);
  if (!parsed.success) return refuseInput(parsed.error);
  const call = { method: "POST" as const, path: "/settings/set", instance: input.name, body: parsed.data };
  const called = await callInstance(ctx, call);
  return called.ok ? done(parsed.data) : called;
}
