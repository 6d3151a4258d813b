import { redirect, type ActionFunctionArgs } from "@remix-run/cloudflare";
import { signOut } from "#workers/services/accounts/sign-out";

/** Ends the session, on the server and in the browser. */
export async function action({ context, request }: ActionFunctionArgs) {
  const outcome = await signOut(context.ctx, { request, tenantId: context.session?.tenant.id ?? null });
  const headers = new Headers();
  if (outcome.ok) for (const cookie of outcome.value.setCookies) headers.append("set-cookie", cookie);
  return redirect("/", { headers });
}

/** A link must not sign anybody out; somebody who opens the address is shown where it can be done. */
export function loader() {
  return redirect("/settings");
}
