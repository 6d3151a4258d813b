import { redirect, type ActionFunctionArgs } from "@remix-run/cloudflare";
import { nextPath } from "#app/session/next-path";
import { isTheme, themeCookie } from "#app/session/theme";

/** Remembers light, dark or the browser's own, and goes back to the page. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const theme = form.get("theme");
  const back = nextPath(form.get("next"), "/");
  return isTheme(theme) ? redirect(back, { headers: { "set-cookie": themeCookie(theme, request) } }) : redirect(back);
}

/** Somebody opened the address itself: there is nothing to see. */
export function loader() {
  return redirect("/");
}
