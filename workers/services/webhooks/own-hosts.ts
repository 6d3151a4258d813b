import type { Ctx } from "../../context";

/** Zapin's own hosts, which no receiver may be. */
export function ownHosts({ settings }: Pick<Ctx, "settings">): ReadonlySet<string> {
  return new Set([new URL(settings.publicUrl).host, ...(settings.apiHost ? [settings.apiHost] : [])]);
}
