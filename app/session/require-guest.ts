import { redirect, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { nextPath } from "./next-path";

/** Pages for signing in and up have nothing for those who are in: they go on to where they wanted to be. */
export function requireGuest({ context, request }: LoaderFunctionArgs): void {
  if (context.session) throw redirect(nextPath(new URL(request.url).searchParams.get("next")));
}
