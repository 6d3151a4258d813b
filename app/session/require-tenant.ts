import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import type { Ctx } from "#workers/context";
import type { Session } from "#workers/auth/session";
import { nextHere } from "./next-path";

/**
 * The signed-in person and their tenant, for loaders and actions of the console.
 * Everybody else is sent to sign in, and comes back afterwards.
 */
export function requireTenant({ context, request }: LoaderFunctionArgs | ActionFunctionArgs): {
  ctx: Ctx;
  session: Session;
} {
  const { ctx, session } = context;
  if (!session) throw redirect(`/login?${new URLSearchParams({ next: nextHere(request) })}`);
  return { ctx, session };
}
