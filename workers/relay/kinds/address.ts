/** An address that a tenant set, without slashes at its end; null where there is none. */
export function trimmed(address: unknown): string | null {
  return typeof address === "string" && address.trim() ? address.trim().replace(/\/+$/, "") : null;
}

/** An address that is called as it stands. */
export function whole(address: unknown): string | null {
  return typeof address === "string" && address.trim() ? address.trim() : null;
}
