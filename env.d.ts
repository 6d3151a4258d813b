/** What the Worker is bound to. `wrangler.toml` names the same things; secrets come from `.dev.vars` or `wrangler secret`. */
interface Env {
  ENVIRONMENT: string;
  PUBLIC_URL: string;
  API_HOST?: string;
  EVOLUTION_API_BASE_URL?: string;
  EVOLUTION_GLOBAL_API_KEY?: string;
  UPSTREAM_TIMEOUT_MS: string;
  BOT_TIMEOUT_MS?: string;
  ALLOWED_PRIVATE_HOSTS?: string;
  /** Waits between the attempts of a delivery in milliseconds, separated by commas. Development only, for tests. */
  DELIVERY_RETRY_MS?: string;
  MAIL_FROM: string;
  /** Who sees `/admin`: e-mail addresses, separated by commas. In development the demo account does too. */
  OPERATOR_EMAILS?: string;
  /** Tries to sign in or up that one network address has in a minute; 5 unless set. */
  SIGN_IN_TRIES_PER_MINUTE?: string;
  /** Signs sessions and mailed links. */
  AUTH_SECRET: string;
  /** Makes and checks API keys and hook addresses. */
  KEY_SECRET: string;
  /** Encrypts what must be readable again: upstream tokens, webhook secrets. */
  DATA_SECRET: string;
  /** The secret before, while what it encrypted is encrypted anew. */
  DATA_SECRET_PREVIOUS?: string;
  DB: D1Database;
  BODIES: R2Bucket;
  ASSETS: Fetcher;
  EVENTS: Queue<import("./workers/queues/messages").InboundEvent | import("./workers/queues/messages").NoticeJob>;
  DELIVERIES: Queue<import("./workers/queues/messages").LaneJob>;
  CHECKS: Queue<import("./workers/queues/messages").CheckJob>;
  MAIL: SendEmail;
  TENANT_HUB: DurableObjectNamespace<import("./workers/tenant/hub/hub").TenantHub>;
  TENANT_JOURNAL: DurableObjectNamespace<import("./workers/tenant/journal/journal").TenantJournal>;
  SANDBOX_PHONE: DurableObjectNamespace<import("./workers/sandbox/phone").SandboxPhone>;
  SIGN_IN_LIMITER: DurableObjectNamespace<import("./workers/auth/limiter").SignInLimiter>;
}

declare namespace Cloudflare {
  interface Env extends globalThis.Env {}
  interface GlobalProps {
    mainModule: typeof import("./workers/app");
  }
}
