import { and, eq } from "drizzle-orm";
import * as z from "zod";
import type { Ctx } from "../../context";
import { bot as botTable, instance as instanceTable } from "../../db/schema";
import { may } from "../../domain/actor";
import { botKinds, type PublicBot } from "../../domain/bot";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { findBots, toPublicBot } from "./find";

/** Which bots. */
export const botFilter = z.object({
  kind: z.enum(botKinds, { error: `must be one of ${botKinds.join(", ")}` }).optional(),
  instance: z.string().optional(),
  state: z.enum(["enabled", "disabled"], { error: "must be enabled or disabled" }).optional(),
});

/** The tenant's bots, newest first. */
export async function listBots(ctx: Ctx, input: unknown = {}): Promise<Outcome<PublicBot[]>> {
  const { actor } = ctx;
  if (!may(actor, "read")) return forbidden;
  const parsed = botFilter.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { kind, instance, state } = parsed.data;
  const found = await findBots(
    ctx,
    actor,
    and(
      kind ? eq(botTable.kind, kind) : undefined,
      instance ? eq(instanceTable.name, instance) : undefined,
      state ? eq(botTable.enabled, state === "enabled") : undefined,
    ),
  );
  return done(found.map(toPublicBot));
}
