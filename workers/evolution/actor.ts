import type { Actor } from "../domain/actor";
import type { Admitted } from "../tenant/hub/admission";

/** Who was admitted, for the verbs: the person of a token, or a key. */
export function actorOf({ tenantId, member, keyId, boundInstanceId, sandboxOnly, webhooksReadOnly }: Admitted): Actor {
  if (member) return { kind: "user", userId: member.userId, tenantId, role: member.role };
  return {
    kind: "key",
    keyId: keyId ?? "",
    tenantId,
    instanceId: boundInstanceId,
    ...(sandboxOnly ? { sandboxOnly } : {}),
    ...(webhooksReadOnly ? { webhooksReadOnly } : {}),
  };
}
