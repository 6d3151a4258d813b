/** Who does it. Built from a session or an admitted key at a door, never from input. */
export type Actor =
  | { kind: "anonymous" }
  | { kind: "user"; userId: string; tenantId: string; role: Role }
  /**
   * `sandboxOnly`: a key of the sandbox environment, which reaches simulated phones and nothing else.
   * `webhooksReadOnly`: one that may not set webhooks, and is not shown what their headers hold either.
   */
  | {
      kind: "key";
      keyId: string;
      tenantId: string;
      instanceId: string | null;
      sandboxOnly?: true;
      webhooksReadOnly?: true;
    }
  | { kind: "system"; tenantId: string }
  /** Whoever runs this deployment. Has no tenant, and may nothing within one. */
  | { kind: "operator"; userId: string };

export const roles = ["viewer", "member", "admin", "owner"] as const;
export type Role = (typeof roles)[number];

/** A role that this version does not know may look, no more. */
export function roleOf(stored: string): Role {
  return roles.find((role) => role === stored) ?? "viewer";
}

/** A person or key that belongs to a tenant. */
export type TenantActor = Exclude<Actor, { kind: "anonymous" | "operator" }>;

export type Permission = "read" | "operate" | "administer";

const least: Record<Permission, Role> = { read: "viewer", operate: "member", administer: "admin" };

/**
 * May this actor do a thing of that kind in its tenant? "read" looks, "operate" sends and
 * connects, "administer" makes keys and deletes. A key bound to one instance never administers.
 */
export function may(actor: Actor, permission: Permission): actor is TenantActor {
  switch (actor.kind) {
    case "anonymous":
    case "operator":
      return false;
    case "system":
      return true;
    case "key":
      return actor.instanceId === null || permission !== "administer";
    case "user":
      return roles.indexOf(actor.role) >= roles.indexOf(least[permission]);
  }
}
