import { refuse, type Outcome } from "../../domain/outcome";
import type { ServerFailure } from "../../domain/server";
import { probeServer, type Probe } from "../../evolution/health";

/** Tries an address and a key before they are kept. What is wrong is said beside the field it is about. */
export async function tryServer(reach: { baseUrl: string; globalKey: string }): Promise<Outcome<Probe>> {
  const probe = await probeServer((path, init) =>
    fetch(`${reach.baseUrl}${path}`, { ...init, headers: { apikey: reach.globalKey } }),
  );
  if (probe.failure === null) return { ok: true, value: probe };
  return refuse("invalid_input", sentences[probe.failure], {
    field: probe.failure === "key" ? "globalKey" : "baseUrl",
  });
}

const sentences: Record<ServerFailure, string> = {
  unreachable: "baseUrl: no server answers at this address",
  timeout: "baseUrl: the server did not answer within ten seconds",
  key: "globalKey: the server did not accept this key; it must be its AUTHENTICATION_API_KEY",
  answer: "baseUrl: what answers there is not an Evolution API",
};
