import type { IdempotencyClaim, KeptAnswer } from "../../domain/idempotency";
import { liesIn } from "../../domain/network";
import type { LimitKind } from "../../domain/limit";
import type { Balance } from "../../domain/quota";
import type { Scope } from "../../domain/scope";
import type { InstancePolicy, KeyPolicy, Policy } from "./policy";
import type { RefundableClaim } from "./ledger";

/** What a door asks before it does anything for a tenant. */
export interface AdmissionRequest {
  /** An API key by its hash, or a member whose session the door has already verified. */
  credential: { kind: "key"; hash: string } | { kind: "member" };
  /** Whom the operation is for: "tenant" refuses keys that are bound to one instance. */
  reach: "tenant" | "instance" | "any";
  /** The tenant's name for the instance, where the operation has one. */
  instance: string | null;
  /** What the operation needs a key to be allowed. */
  scope: Scope;
  /** Where the call comes from, for keys that work from some networks only. */
  address: string | null;
  /** Messages that it sends; every admission also counts as one request. */
  messages: number;
  /** Set for a call that must be done at most once. */
  claim?: IdempotencyClaim;
}

export type Admission = Admitted | NotAdmitted;

export interface Admitted {
  admitted: true;
  tenantId: string;
  keyId: string | null;
  /** The only instance that the key may touch. */
  boundInstanceId: string | null;
  target: InstanceTarget | null;
  limits: Balance[];
  /** To give the messages back when upstream did not do it. */
  refund: RefundableClaim[];
}

export type InstanceTarget = InstancePolicy;

export type NotAdmitted =
  | { admitted: false; reason: "unknown_key" | "suspended" | "needs_tenant_key" | "other_instance" }
  | { admitted: false; reason: "unknown_instance"; instance: string }
  | { admitted: false; reason: "scope"; scope: Scope }
  | { admitted: false; reason: "network" }
  /** A repetition: there is an answer already, or a reason why there is none. */
  | { admitted: false; reason: "repeated"; answer: KeptAnswer }
  | { admitted: false; reason: "not_repeatable"; state: "in_flight" | "mismatch" | "lost" }
  | { admitted: false; reason: "limit"; met: MetLimit; limits: Balance[] };

/** The limit that refused. */
export interface MetLimit extends Balance {
  kind: LimitKind;
  /** What the request would have taken. */
  weight: number;
  instance: string | null;
}

/** Who is it, may it, and for which instance? Counts nothing yet. */
export function authorize(
  policy: Policy | null,
  request: AdmissionRequest,
  now: number,
): { key: KeyPolicy | null; target: InstancePolicy | null } | NotAdmitted {
  const { credential } = request;
  const key = credential.kind === "key" ? policy?.keysByHash.get(credential.hash) : null;
  if (!policy || key === undefined) return { admitted: false, reason: "unknown_key" };
  if (key?.expiresAt != null && key.expiresAt <= now) return { admitted: false, reason: "unknown_key" };
  if (!policy.active) return { admitted: false, reason: "suspended" };

  if (key?.networks && !(request.address && liesIn(request.address, key.networks))) {
    return { admitted: false, reason: "network" };
  }
  if (key?.scopes && !key.scopes.has(request.scope)) {
    return { admitted: false, reason: "scope", scope: request.scope };
  }
  const bound = key?.instanceId ?? null;
  if (bound && request.reach === "tenant") return { admitted: false, reason: "needs_tenant_key" };
  if (request.instance === null) return { key, target: null };

  const target = policy.instancesByName.get(request.instance);
  // A bound key hears the same of every other name, so that it cannot ask which ones exist.
  if (bound && target?.id !== bound) return { admitted: false, reason: "other_instance" };
  if (!target) return { admitted: false, reason: "unknown_instance", instance: request.instance };
  return { key, target };
}
