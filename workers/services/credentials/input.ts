import * as z from "zod";
import type { Ctx } from "../../context";
import { judgeAddress } from "../../domain/address";
import { botKinds } from "../../domain/bot";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { ownHosts } from "../webhooks/own-hosts";

const name = z
  .string("is required: a name by which you find it again")
  .trim()
  .min(1, "must not be empty")
  .max(100, "must be at most 100 characters");
const baseUrl = z.string("must be an address").max(2_048, "must be at most 2048 characters").nullish();

/** What a credential is made from. The secret is `{"apiKey"}`, or `{"user","password"}` for n8n. */
export const credentialInput = z.object({
  kind: z.enum(botKinds, { error: `must be one of ${botKinds.join(", ")}` }),
  name,
  secret: z.unknown(),
  baseUrl,
});

/** What may be changed of it. A secret that is left out stays; it is never read back. */
export const credentialChange = z.object({ name: name.optional(), secret: z.unknown().optional(), baseUrl });

/** Where an OpenAI-compatible provider is, for those who have one of their own. */
export function judgeBaseUrl(ctx: Ctx, kind: string, address: string | null | undefined): Outcome<string | null> {
  if (!address) return done(null);
  if (kind !== "openai") {
    return refuse("invalid_input", "baseUrl: only credentials of openai have one.", { field: "baseUrl" });
  }
  const verdict = judgeAddress(address, ctx.settings.allowedPrivateHosts, ownHosts(ctx));
  if (verdict.allowed) return done(address.replace(/\/+$/, ""));
  return refuse("invalid_input", `The address baseUrl ${verdict.reason}.`, { field: "baseUrl" });
}
