import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Link, NavLink, Outlet, useLoaderData } from "@remix-run/react";
import { BotStateBadge, stateOf } from "#app/components/bots/bot-state";
import { failureText } from "#app/components/bots/failure-text";
import { Alert } from "#app/components/ui/alert";
import { cx } from "#app/components/ui/cx";
import { PageHeader } from "#app/components/ui/page-header";
import { botKindTitles } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import { listFailures } from "#workers/services/bots/list-failures";
import { valueOf } from "../instances/value-of.server";
import { botOf } from "./bot.server";

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, bot } = await botOf(args);
  const failure = valueOf(await listFailures(ctx))[bot.id] ?? null;
  const { id, name, kind, instance, enabled, promptVersion } = bot;
  return { bot: { id, name, kind, instance, enabled, hasPrompt: promptVersion !== null }, failure };
}

/** One bot, and the pages about it. */
export default function BotLayout() {
  const { bot, failure } = useLoaderData<typeof loader>();
  const at = `/bots/${bot.id}`;
  const pages = [
    { to: at, label: m.bots_tab_overview(), end: true },
    ...(bot.hasPrompt ? [{ to: `${at}/prompts`, label: m.bots_tab_prompts(), end: false }] : []),
    { to: `${at}/sessions`, label: m.bots_tab_sessions(), end: false },
    { to: `${at}/test`, label: m.bots_tab_test(), end: false },
    { to: `${at}/analytics`, label: m.bots_tab_analytics(), end: false },
  ];
  return (
    <>
      <PageHeader
        back={
          <Link to="/bots" className="hover:text-ink hover:underline">
            {m.bots_title()}
          </Link>
        }
        title={bot.name}
        description={
          <>
            {botKindTitles[bot.kind]} ·{" "}
            <Link to={`/instances/${encodeURIComponent(bot.instance)}`} className="hover:text-ink hover:underline">
              {bot.instance}
            </Link>
          </>
        }
        actions={<BotStateBadge state={stateOf(bot, failure !== null)} />}
      />
      {bot.enabled && failure && (
        <Alert tone="bad" title={m.bots_failing()} className="mb-5">
          {failureText(failure)}
        </Alert>
      )}
      <nav aria-label={m.bots_pages()} className="mb-5 border-b border-line">
        <ul className="flex gap-1 overflow-x-auto px-1">
          {pages.map(({ to, label, end }) => (
            <li key={to}>
              <NavLink
                to={to}
                end={end}
                prefetch="intent"
                className={({ isActive }) =>
                  cx(
                    "-mb-px block rounded-t-control border-b-2 px-3 py-2 font-medium whitespace-nowrap transition-colors focus-visible:-outline-offset-2",
                    isActive ? "border-accent text-ink" : "border-transparent text-ink-soft hover:text-ink",
                  )
                }
              >
                {label}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  );
}
