import type { Ctx } from "../../context";
import { done, type Outcome } from "../../domain/outcome";
import { AppError } from "../../domain/error";
import { checkServer, type Probe } from "../../evolution/health";
import { noServer, operatorsOnly } from "../refusals";

/** Looks at a server now, for an operator who does not want to wait for the next round. */
export async function checkServerNow(ctx: Ctx, input: { id: string }): Promise<Outcome<Probe>> {
  if (ctx.actor.kind !== "operator") return operatorsOnly;
  try {
    return done(await checkServer(ctx, input.id));
  } catch (error) {
    if (error instanceof AppError) return noServer;
    throw error;
  }
}
