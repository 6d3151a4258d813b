import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import type { Ctx } from "#workers/context";
import { isOperator } from "#workers/services/operators/recognize";

/** Whoever runs this deployment. To everybody else the page does not exist. */
export function requireOperator({ context }: LoaderFunctionArgs | ActionFunctionArgs): { ctx: Ctx } {
  const { ctx, session } = context;
  if (!session || !isOperator(ctx, session.user)) throw new Response(null, { status: 404 });
  return { ctx: ctx.as({ kind: "operator", userId: session.user.id }) };
}
