import * as z from "zod";
import type { Ctx } from "../../context";
import { isTokenForm, type AccessToken } from "../../domain/access-token";
import { roles } from "../../domain/actor";
import { tokenAudience, tokenKey } from "./signing";

/**
 * What a JWT of ours says; null for everything else: another signature, algorithm, issuer or audience, or
 * a time that is over. Whether the person still belongs to the tenant is the hub's to say, at every request.
 */
export async function recognizeToken(ctx: Ctx, text: string): Promise<AccessToken | null> {
  if (!isTokenForm(text)) return null;
  const { jwtVerify } = await import("jose");
  try {
    const { payload } = await jwtVerify(text, await tokenKey(ctx), {
      // Named, so that neither `none` nor an asymmetric one with our secret as its public key is taken.
      algorithms: ["HS256"],
      issuer: ctx.settings.publicUrl,
      audience: tokenAudience,
      requiredClaims: ["exp", "sub"],
      currentDate: new Date(ctx.now()),
    });
    const read = claims.safeParse(payload);
    return read.success ? { userId: read.data.sub, tenantId: read.data.tenant, role: read.data.role } : null;
  } catch {
    // Every error of jose says the same of a token that somebody sent.
    return null;
  }
}

const claims = z.object({
  sub: z.string().min(1).max(100),
  tenant: z.string().regex(/^[a-z0-9]{16}$/),
  role: z.enum(roles),
});
