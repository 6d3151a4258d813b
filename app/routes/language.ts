import { redirect, type ActionFunctionArgs } from "@remix-run/cloudflare";
import { nextPath } from "#app/session/next-path";
import { lastingCookie } from "#app/session/theme";
import { cookieName, isLocale } from "#workers/i18n/paraglide/runtime";

/** Remembers the language, and goes back to the page. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const language = form.get("language");
  const back = nextPath(form.get("next"), "/");
  return isLocale(language)
    ? redirect(back, { headers: { "set-cookie": lastingCookie(cookieName, language, request) } })
    : redirect(back);
}

/** Somebody opened the address itself: there is nothing to see. */
export function loader() {
  return redirect("/");
}
