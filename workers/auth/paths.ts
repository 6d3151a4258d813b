/** In front of the names of our cookies: `zapin.session_token`. */
export const cookiePrefix = "zapin";

/** Where a confirmed address lands, signed in. */
export const landingPath = "/dashboard";

/**
 * What better-auth may answer over HTTP: what the console uses and nothing more. Its other
 * endpoints (changing an address, tenants, members) wait for a verb of ours with its own checks.
 */
const served = [
  /^\/sign-(in|up)\/email$/,
  /^\/sign-out$/,
  /^\/get-session$/,
  /^\/(send-verification-email|verify-email)$/,
  /^\/request-password-reset$/,
  /^\/reset-password$/,
  /^\/change-password$/,
  /^\/(list-sessions|revoke-session|revoke-other-sessions)$/,
];

export function isServed(path: string): boolean {
  return served.some((pattern) => pattern.test(path));
}
