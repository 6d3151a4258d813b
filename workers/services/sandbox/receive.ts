import * as z from "zod";
import type { Ctx } from "../../context";
import { done, refuseInput, type Outcome } from "../../domain/outcome";
import { ownPhone, phoneRefusals } from "./phone";

export const messageInput = z.object({
  instance: z.string(),
  from: z
    .string({ error: "must be a string" })
    .transform((text) => text.replace(/[\s()+-]/g, ""))
    .pipe(z.string().regex(/^\d{8,15}$/, "must be a number with its country code, such as 5511988887777"))
    .optional(),
  text: z
    .string({ error: "must be a string" })
    .min(1, "must not be empty")
    .max(4096, "must be at most 4096 characters"),
  pushName: z.string({ error: "must be a string" }).max(80, "must be at most 80 characters").optional(),
  fromMe: z
    .boolean({ error: "must be true or false" })
    .optional()
    .describe("The phone's owner writes to `from`, on the phone itself: so a person takes over from a bot."),
});

/** Lets a sandbox phone receive a text from somebody, or its owner write one. */
export async function receiveMessage(ctx: Ctx, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = messageInput.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const { instance, from, text, pushName, fromMe } = parsed.data;
  const phone = await ownPhone(ctx, instance);
  if (!phone.ok) return phone;
  const received = await phone.value.receive({
    text,
    ...(from && { from }),
    ...(pushName && { pushName }),
    ...(fromMe && { fromMe }),
  });
  return received.ok ? done({ id: received.id }) : phoneRefusals[received.reason];
}
