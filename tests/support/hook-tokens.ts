import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

/** Makes the addresses that a server gives to its upstreams, from the file of its secrets. */
export interface HookTokens {
  of(server: string, upstreamName: string): string;
}

export function hookTokens(variables: string): HookTokens {
  const secret = /^KEY_SECRET=(.+)$/m.exec(readFileSync(variables, "utf8"))?.[1] ?? "";
  return {
    of(server, upstreamName) {
      const mac = createHmac("sha256", secret).update(`hook:${server}\n${upstreamName}`).digest("hex").slice(0, 32);
      return `${mac}.${encodeURIComponent(upstreamName)}`;
    },
  };
}
