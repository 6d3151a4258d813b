import type { LimiterRule } from "./limiter";

/**
 * Tries per address of the network and minute. People mistype; programs try lists.
 * Reading one's own session is not a try.
 */
export function signInRules(env: Pick<Env, "SIGN_IN_TRIES_PER_MINUTE">): Record<string, LimiterRule | false> {
  const max = Number(env.SIGN_IN_TRIES_PER_MINUTE) || 5;
  return {
    "/get-session": false,
    "/sign-in/email": { window: 60, max },
    "/sign-up/email": { window: 60, max },
    "/send-verification-email": { window: 60, max: Math.max(3, Math.floor(max / 2)) },
    "/request-password-reset": { window: 60, max: Math.max(3, Math.floor(max / 2)) },
    "/reset-password": { window: 60, max },
    "/change-password": { window: 60, max },
  };
}
