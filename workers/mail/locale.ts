import { baseLocale, cookieName, isLocale, locales } from "../i18n/paraglide/runtime";

export type Locale = (typeof locales)[number];

/**
 * The language for a mail: what the person chose in the console, else the first of the browser's
 * languages that we speak. Asked for explicitly, because mails are written after the answer,
 * outside of the request whose language the pages know.
 */
export function localeOf(request: Pick<Request, "headers"> | undefined): Locale {
  const cookie = new RegExp(`(?:^|;\\s*)${cookieName}=([^;]+)`).exec(request?.headers.get("cookie") ?? "")?.[1];
  if (cookie && isLocale(cookie)) return cookie;
  for (const entry of (request?.headers.get("accept-language") ?? "").split(",")) {
    const language = entry.split(";")[0]?.trim().toLowerCase().split("-")[0];
    const locale = locales.find((known) => known.toLowerCase().split("-")[0] === language);
    if (locale) return locale;
  }
  return baseLocale;
}

/** A language that was kept, for mails that no request causes. */
export function keptLocale(text: string | null): Locale {
  return text !== null && isLocale(text) ? text : baseLocale;
}
