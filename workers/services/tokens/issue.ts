import type { Ctx } from "../../context";
import { accessTokenSeconds, type IssuedToken } from "../../domain/access-token";
import { done, type Outcome } from "../../domain/outcome";
import { forbidden } from "../refusals";
import { tokenAudience, tokenKey } from "./signing";

/** A short-lived JWT for a signed-in person, for calls of both APIs in that person's name. */
export async function issueToken(ctx: Ctx): Promise<Outcome<IssuedToken>> {
  const { actor } = ctx;
  // A key makes no tokens: it would outlive its own revocation in them.
  if (actor.kind !== "user") return forbidden;
  const { SignJWT } = await import("jose");
  const issuedAt = Math.floor(ctx.now() / 1000);
  const expiresAt = issuedAt + accessTokenSeconds;
  const token = await new SignJWT({ tenant: actor.tenantId, role: actor.role })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setSubject(actor.userId)
    .setIssuer(ctx.settings.publicUrl)
    .setAudience(tokenAudience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(await tokenKey(ctx));
  return done({
    token,
    tokenType: "Bearer",
    expiresAt: expiresAt * 1000,
    tenantId: actor.tenantId,
    role: actor.role,
  });
}
