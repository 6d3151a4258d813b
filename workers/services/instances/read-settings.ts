import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { instanceSettings, type InstanceSettings } from "../../domain/instance";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { callInstance } from "./call";

/** The settings that are in force upstream. */
export async function readInstanceSettings(ctx: Ctx, input: { name: string }): Promise<Outcome<InstanceSettings>> {
  if (!may(ctx.actor, "read")) return forbidden;
  const called = await callInstance(ctx, { method: "GET", path: "/settings/find", instance: input.name });
  if (!called.ok) return called;
  const parsed = instanceSettings.safeParse(called.value.body);
  return done(parsed.success ? parsed.data : defaults);
}

/** What upstream does for an instance of which nothing was set. */
const defaults: InstanceSettings = {
  rejectCall: false,
  msgCall: "",
  groupsIgnore: false,
  alwaysOnline: false,
  readMessages: false,
  readStatus: false,
  syncFullHistory: false,
};
