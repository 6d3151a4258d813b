import type { Ctx } from "../../context";
import { may, type TenantActor } from "../../domain/actor";
import { AppError } from "../../domain/error";
import { done, type Outcome } from "../../domain/outcome";
import type { Usage } from "../../domain/usage";
import { answerOf } from "../instances/call";
import { forbidden } from "../refusals";

interface TextMessage {
  instance: string;
  number: string;
  text: string;
}

/** Sends a text from the console. Answers whatever the API answered, so that the person sees what a script would. */
export async function sendText(
  ctx: Ctx,
  input: TextMessage,
): Promise<Outcome<{ status: number; body: unknown; usage: Usage }>> {
  if (!may(ctx.actor, "operate")) return forbidden;
  const { instance, number, text } = input;
  const answer = await answerOf(ctx, { method: "POST", path: "/message/sendText", instance, body: { number, text } });
  const usage = await ctx.hub((ctx.actor as TenantActor).tenantId).usage();
  if (!usage) throw new AppError("tenant_missing", "This account does not exist any more.");
  return done({ ...answer, usage });
}
