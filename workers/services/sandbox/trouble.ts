import * as z from "zod";
import type { Ctx } from "../../context";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { phoneTroubles, type PhoneTrouble } from "../../sandbox/trouble";
import { ownPhone, phoneRefusals } from "./phone";

export const troubleInput = z.object({
  instance: z.string(),
  trouble: z.enum(phoneTroubles, { error: `must be one of ${phoneTroubles.join(", ")}` }),
});

/** Lets a sandbox phone go wrong as real ones do, to see what becomes of it. */
export async function troublePhone(
  ctx: Ctx,
  input: unknown,
): Promise<Outcome<{ instance: string; trouble: PhoneTrouble }>> {
  const parsed = troubleInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { instance, trouble } = parsed.data;
  const phone = await ownPhone(ctx, instance);
  if (!phone.ok) return phone;
  const set = await phone.value.trouble(trouble);
  return set.ok ? done({ instance, trouble }) : phoneRefusals[set.reason];
}
