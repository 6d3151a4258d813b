import { randomId } from "../../auth/identifiers";

/** `Ana Lúcia` → `ana-lucia-x3f9`: readable, and unique by its tail. */
export function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  return `${plain || "tenant"}-${randomId(4)}`;
}
