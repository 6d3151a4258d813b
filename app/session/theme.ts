export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const cookieName = "theme";
const yearSeconds = 365 * 24 * 60 * 60;

export function isTheme(value: unknown): value is Theme {
  return themes.includes(value as Theme);
}

/** The theme that was chosen in this browser; the browser's own unless there was a choice. */
export function readTheme(request: Request): Theme {
  const chosen = new RegExp(`(?:^|;\\s*)${cookieName}=([a-z]+)`).exec(request.headers.get("cookie") ?? "")?.[1];
  return isTheme(chosen) ? chosen : "system";
}

export function themeCookie(theme: Theme, request: Request): string {
  return lastingCookie(cookieName, theme, request);
}

/** A cookie for a choice of taste: kept for a year, no secret. */
export function lastingCookie(name: string, value: string, request: Request): string {
  const secure = new URL(request.url).protocol === "https:" ? "; Secure" : "";
  return `${name}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax${secure}`;
}
