import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { requireTenant } from "#app/session/require-tenant";
import type { Ctx } from "#workers/context";
import type { PublicBot } from "#workers/domain/bot";
import { getBot } from "#workers/services/bots/get";
import { valueOf } from "../instances/value-of.server";

/** The bot that the address names. */
export async function botOf(args: LoaderFunctionArgs | ActionFunctionArgs): Promise<{ ctx: Ctx; bot: PublicBot }> {
  const { ctx } = requireTenant(args);
  return { ctx, bot: valueOf(await getBot(ctx, { id: args.params.id ?? "" })) };
}
