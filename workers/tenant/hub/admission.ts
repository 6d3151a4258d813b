import type { IdempotencyClaim, KeptAnswer } from "../../domain/idempotency";
import { roles, type Role } from "../../domain/actor";
import { liesIn } from "../../domain/network";
import type { LimitKind } from "../../domain/limit";
import type { Balance } from "../../domain/quota";
import type { Scope } from "../../domain/scope";
import type { InstancePolicy, KeyPolicy, Policy } from "./policy";

/** What a door asks before it does anything for a tenant. */
export interface AdmissionRequest {
  /**
   * An API key by its hash, a person by a token that the door has verified, or a member whose session it
   * has: the verb in front of the console's calls has asked for that person's permission already.
   */
  credential: { kind: "key"; hash: string } | { kind: "token"; userId: string; role: Role } | { kind: "member" };
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
  /** The person of a token, with the lesser of the roles that the token and the tenant tell. */
  member: { userId: string; role: Role } | null;
  /** A key of the sandbox environment. */
  sandboxOnly: boolean;
  /** A key that may look at webhooks and not set them. */
  webhooksReadOnly: boolean;
  target: InstanceTarget | null;
  /** What is left under each limit: `readBalances` of it. */
  limits: string;
  /** What `refund` takes to give the messages back when upstream did not do it. */
  receipt: string;
}

/** What must be known of an instance to call upstream for it: no more, since every admission carries it. */
export type InstanceTarget = Pick<
  InstancePolicy,
  "id" | "server" | "upstreamName" | "upstreamId" | "upstreamToken" | "key"
>;

export function targetOf({ id, server, upstreamName, upstreamId, upstreamToken, key }: InstancePolicy): InstanceTarget {
  return { id, server, upstreamName, upstreamId, upstreamToken, key };
}

export type NotAdmitted = NotAdmittedFor & {
  /** The tenant's key that was refused, for the tenant's own log. */
  keyId?: string | null;
};

type NotAdmittedFor =
  | { admitted: false; reason: "unknown_key" | "suspended" | "needs_tenant_key" | "other_instance" }
  | { admitted: false; reason: "unknown_instance"; instance: string }
  | { admitted: false; reason: "scope"; scope: Scope }
  | { admitted: false; reason: "network" | "role" | "sandbox_key" }
  /** A repetition: there is an answer already, or a reason why there is none. */
  | { admitted: false; reason: "repeated"; answer: KeptAnswer }
  | { admitted: false; reason: "not_repeatable"; state: "in_flight" | "mismatch" | "lost" }
  | { admitted: false; reason: "limit"; met: MetLimit; limits: string };

/** The key of a request, where it is one of the tenant's, whatever it may. */
export function keyIdOf(policy: Policy | null, { credential }: AdmissionRequest): string | null {
  return credential.kind === "key" ? (policy?.keysByHash.get(credential.hash)?.id ?? null) : null;
}

/** The limit that refused. */
export interface MetLimit extends Balance {
  kind: LimitKind;
  /** What the request would have taken. */
  weight: number;
  instance: string | null;
}

/** Who is it, may it, and for which instance? Counts nothing yet. */
export function authorize(policy: Policy | null, request: AdmissionRequest, now: number): Authorized | NotAdmitted {
  const { credential } = request;
  const key = credential.kind === "key" ? policy?.keysByHash.get(credential.hash) : null;
  const member = credential.kind === "token" ? memberOf(policy, credential) : null;
  if (!policy || key === undefined || member === undefined) return { admitted: false, reason: "unknown_key" };
  if (key?.expiresAt != null && key.expiresAt <= now) return { admitted: false, reason: "unknown_key" };
  if (!policy.active) return { admitted: false, reason: "suspended" };

  if (member && !mayUse(member.role, request.scope)) return { admitted: false, reason: "role" };
  if (key?.networks && !(request.address && liesIn(request.address, key.networks))) {
    return { admitted: false, reason: "network" };
  }
  if (key?.scopes && !key.scopes.has(request.scope)) {
    return { admitted: false, reason: "scope", scope: request.scope };
  }
  const bound = key?.instanceId ?? null;
  if (bound && request.reach === "tenant") return { admitted: false, reason: "needs_tenant_key" };
  const sandboxOnly = key?.environment === "sandbox";
  if (request.instance === null) {
    if (sandboxOnly && !sandboxScopes.has(request.scope)) return { admitted: false, reason: "sandbox_key" };
    return { key, member, target: null };
  }

  const target = policy.instancesByName.get(request.instance);
  // A bound key hears the same of every other name, so that it cannot ask which ones exist.
  if (bound && target?.id !== bound) return { admitted: false, reason: "other_instance" };
  if (!target) return { admitted: false, reason: "unknown_instance", instance: request.instance };
  if (sandboxOnly && target.server !== "sandbox") return { admitted: false, reason: "sandbox_key" };
  return { key, member, target };
}

interface Authorized {
  key: KeyPolicy | null;
  member: Admitted["member"];
  target: InstancePolicy | null;
}

/** The person of a token, while still a member; a role that was narrowed since holds at once. */
function memberOf(policy: Policy | null, token: { userId: string; role: Role }): Admitted["member"] | undefined {
  const role = policy?.roles.get(token.userId);
  if (role === undefined) return undefined;
  return { userId: token.userId, role: roles[Math.min(roles.indexOf(role), roles.indexOf(token.role))]! };
}

/** Whoever may only look, reads. What needs an administrator is refused by its verb. */
function mayUse(role: Role, scope: Scope): boolean {
  return role !== "viewer" || scope.endsWith(":read");
}

/**
 * What a sandbox key may do where no instance is named: there the verbs show it sandbox instances only. Logs and
 * figures of the whole account tell of the others.
 */
const sandboxScopes: ReadonlySet<Scope> = new Set(["instances:read", "instances:write", "sandbox:write"]);
