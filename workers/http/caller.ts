import type { Ctx } from "../context";
import { recognizeKey } from "../services/keys/recognize";
import { recognizeToken } from "../services/tokens/recognize";
import type { AdmissionRequest } from "../tenant/hub/admission";
import { keyOf } from "./credential";

/** Whoever sends a key or a token, before the tenant's hub has said whether it opens anything. */
export interface Caller {
  tenantId: string;
  credential: AdmissionRequest["credential"];
  /** Tells callers apart where one must not meet another's claims. */
  identity: string;
  userId?: string;
}

/** A key or token of the request; null where there is none, or one that was never ours. */
export async function callerOf(ctx: Ctx, headers: Headers): Promise<Caller | null> {
  const text = keyOf(headers);
  if (text === null) return null;
  const token = headers.has("apikey") ? null : await recognizeToken(ctx, text);
  if (token) {
    const { userId, tenantId, role } = token;
    return { tenantId, credential: { kind: "token", userId, role }, identity: `user:${userId}`, userId };
  }
  const key = await recognizeKey(ctx, text);
  return key && { tenantId: key.tenantId, credential: { kind: "key", hash: key.hash }, identity: key.hash };
}
