import { DurableObject } from "cloudflare:workers";
export { SandboxPhone } from "#workers/sandbox/phone";
export class TenantHub extends DurableObject {}
export class TenantJournal extends DurableObject {}
export class SignInLimiter extends DurableObject {}
export default {
  fetch(request: Request) { return new Response(`reached ${new URL(request.url).pathname}`); },
};
