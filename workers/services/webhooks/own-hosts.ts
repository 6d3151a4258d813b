import type { Ctx } from "../../context";

/** Zapin's own hosts, which no receiver may be. */
export function ownHosts({ settings }: Pick<Ctx, "settings">): ReadonlySet<string> {
  const { host, hostname, port } = new URL(settings.publicUrl);
  // On a developer's machine the same server answers under each name of the loopback.
  const loopback = hostname === "localhost" ? [`127.0.0.1:${port}`, `[::1]:${port}`, `::1:${port}`] : [];
  return new Set([host, ...loopback, ...(settings.apiHost ? [settings.apiHost] : [])]);
}
