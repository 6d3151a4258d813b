const cookieName = "pending_email";
const hourSeconds = 60 * 60;

/**
 * The address that a mail just went to, for the page that says so. In a cookie that scripts cannot
 * read, since an address in the URL would end up in histories and logs.
 */
export function pendingEmailCookie(email: string, request: Request): string {
  const secure = new URL(request.url).protocol === "https:" ? "; Secure" : "";
  return `${cookieName}=${encodeURIComponent(email)}; Path=/; Max-Age=${hourSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

export function readPendingEmail(request: Request): string | null {
  const value = new RegExp(`(?:^|;\\s*)${cookieName}=([^;]+)`).exec(request.headers.get("cookie") ?? "")?.[1];
  if (!value) return null;
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
