import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import type { Ctx } from "#workers/context";
import type { Session } from "#workers/auth/session";
import { requireTenant } from "./require-tenant";

/** The signed-in person, for pages that are about them rather than about their tenant. */
export function requireUser(args: LoaderFunctionArgs | ActionFunctionArgs): { ctx: Ctx; user: Session["user"] } {
  const { ctx, session } = requireTenant(args);
  return { ctx, user: session.user };
}
