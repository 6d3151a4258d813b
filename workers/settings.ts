/** The operator's settings, read once from the environment and named as the code speaks of them. */
export interface Settings {
  development: boolean;
  /** Where people and upstream reach this deployment, without a trailing slash. */
  publicUrl: string;
  /** A host of its own for the Evolution API, served at its root; null when there is none. */
  apiHost: string | null;
  /** The real Evolution server that new instances go to; null leaves them to the sandbox. */
  evolution: { baseUrl: string; globalKey: string } | null;
  upstreamTimeoutMs: number;
  /** How long a bot's far end may think. */
  botTimeoutMs: number;
  /** Receivers on private addresses that are allowed all the same, spelled as they must be written. */
  allowedPrivateHosts: ReadonlySet<string>;
  /** Waits between the attempts of a delivery where they are not the usual ones: in tests. */
  retryScheduleMs: readonly number[] | undefined;
  mailFrom: string;
  /** Who runs this deployment, by e-mail address in lower case. */
  operatorEmails: ReadonlySet<string>;
}

export function readSettings(env: Env): Settings {
  const baseUrl = trimSlashes(env.EVOLUTION_API_BASE_URL ?? "");
  return {
    development: env.ENVIRONMENT === "development",
    publicUrl: trimSlashes(env.PUBLIC_URL),
    apiHost: env.API_HOST || null,
    evolution: baseUrl ? { baseUrl, globalKey: env.EVOLUTION_GLOBAL_API_KEY ?? "" } : null,
    upstreamTimeoutMs: Number(env.UPSTREAM_TIMEOUT_MS) || 60_000,
    botTimeoutMs: Number(env.BOT_TIMEOUT_MS) || 120_000,
    allowedPrivateHosts: listed(env.ALLOWED_PRIVATE_HOSTS),
    retryScheduleMs: env.ENVIRONMENT === "development" ? waits(env.DELIVERY_RETRY_MS) : undefined,
    mailFrom: env.MAIL_FROM,
    operatorEmails: listed(env.OPERATOR_EMAILS),
  };
}

function waits(text = ""): readonly number[] | undefined {
  const given = text
    .split(",")
    .map(Number)
    .filter((ms) => ms > 0);
  return given.length > 0 ? given : undefined;
}

function listed(text = ""): ReadonlySet<string> {
  const parts = text.split(",").map((part) => part.trim().toLowerCase());
  return new Set(parts.filter(Boolean));
}

function trimSlashes(text: string): string {
  return text.trim().replace(/\/+$/, "");
}
