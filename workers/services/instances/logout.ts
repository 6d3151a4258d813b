import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { callInstance } from "./call";

/** Unpairs the number. The instance stays and can be paired again. */
export async function logoutInstance(ctx: Ctx, input: { name: string }): Promise<Outcome<{ name: string }>> {
  if (!may(ctx.actor, "operate")) return forbidden;
  const called = await callInstance(ctx, { method: "DELETE", path: "/instance/logout", instance: input.name });
  return called.ok ? done({ name: input.name }) : called;
}
