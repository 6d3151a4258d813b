import type { Role } from "./actor";

/** What a JWT of ours says: this person acts in this tenant, with at most this role. */
export interface AccessToken {
  userId: string;
  tenantId: string;
  role: Role;
}

export interface IssuedToken {
  token: string;
  tokenType: "Bearer";
  /** Milliseconds since 1970. */
  expiresAt: number;
  tenantId: string;
  role: Role;
}

/** Short, since nothing but its end takes back a token of a session that was signed out. */
export const accessTokenSeconds = 300;

/** The form of a JWT: three parts, the first of them a JSON object. */
export function isTokenForm(text: string): boolean {
  return text.length <= 2_048 && /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(text);
}
