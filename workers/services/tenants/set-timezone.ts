import { eq } from "drizzle-orm";
import * as z from "zod";
import type { Ctx } from "../../context";
import { tenant } from "../../db/schema";
import { may } from "../../domain/actor";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { isTimeZone } from "../../domain/time-zone";
import { forbidden } from "../refusals";

const timezoneInput = z.object({
  timezone: z
    .string({ error: "must be a text" })
    .refine(isTimeZone, "must be a time zone by its IANA name, such as America/Sao_Paulo, or UTC"),
});

/** Chooses where the days of the tenant's figures begin. Nothing that was counted changes. */
export async function setTimezone(ctx: Ctx, input: unknown): Promise<Outcome<{ timezone: string }>> {
  const { actor } = ctx;
  if (!may(actor, "administer")) return forbidden;
  const parsed = timezoneInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  await ctx.db.update(tenant).set(parsed.data).where(eq(tenant.id, actor.tenantId));
  return done(parsed.data);
}
