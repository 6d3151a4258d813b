import type { Ctx } from "../../context";
import type { TenantActor } from "../../domain/actor";
import { may } from "../../domain/actor";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { sandboxServer } from "../../evolution/server";
import { findInstance } from "../instances/find";
import { forbidden, noInstance } from "../refusals";
import type { PhoneStub } from "../../sandbox/stub";

/** The simulated phone of one of the actor's own instances. */
export async function ownPhone(ctx: Ctx, name: string): Promise<Outcome<PhoneStub>> {
  if (!may(ctx.actor, "operate")) return forbidden;
  const row = await findInstance(ctx, (ctx.actor as TenantActor).tenantId, name);
  if (!row) return noInstance(name);
  if (row.server !== sandboxServer) {
    return refuse("conflict", `The "${name}" instance is a real number. Only sandbox phones can be simulated.`);
  }
  return done(ctx.phone(row.upstreamName));
}

export const phoneRefusals = {
  not_found: refuse("not_found", "The phone does not exist any more."),
  not_pairing: refuse("conflict", "The phone shows no code to scan. Connect the instance first."),
  invalid_number: refuse("invalid_input", "Write the number with its country code, digits only.", { field: "from" }),
  invalid_file: refuse("invalid_input", "Send the file in base64.", { field: "file" }),
  not_open: refuse("conflict", "The phone is not connected. Connect the instance and scan its code first."),
};
