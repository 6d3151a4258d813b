import type { SandboxPhone } from "./phone";

export type PhoneStub = DurableObjectStub<SandboxPhone>;

/** The phone behind an upstream name. The only place where a name becomes a stub. */
export function phoneStub(env: Pick<Env, "SANDBOX_PHONE">, upstreamName: string): PhoneStub {
  return env.SANDBOX_PHONE.getByName(upstreamName);
}
