import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { Example } from "#app/components/home/example";
import { Features } from "#app/components/home/features";
import { PlanTable } from "#app/components/plans/plan-table";
import { PublicPage } from "#app/components/shell/public-page";
import { LinkButton } from "#app/components/ui/link-button";
import { m } from "#workers/i18n/paraglide/messages";

export const meta: MetaFunction = () => [
  { title: `zapin · ${m.common_home_title()}` },
  { name: "description", content: m.common_description() },
];

export function loader({ context }: LoaderFunctionArgs) {
  return { signedIn: context.session !== null, publicUrl: context.ctx.settings.publicUrl };
}

/** The front page: what it is, for whom, what it costs in numbers, and one way in. */
export default function Home() {
  const { signedIn, publicUrl } = useLoaderData<typeof loader>();
  const start = signedIn ? (
    <LinkButton to="/dashboard" variant="primary">
      {m.accounts_open_dashboard()}
    </LinkButton>
  ) : (
    <LinkButton to="/register" variant="primary">
      {m.accounts_register_action()}
    </LinkButton>
  );
  return (
    <PublicPage
      actions={
        signedIn ? (
          <LinkButton to="/dashboard" size="small">
            {m.accounts_open_dashboard()}
          </LinkButton>
        ) : (
          <LinkButton to="/login" size="small">
            {m.accounts_login_action()}
          </LinkButton>
        )
      }
    >
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl px-4 outline-none sm:px-6">
        <section className="grid items-center gap-10 py-12 sm:py-16 lg:grid-cols-[1fr_1.1fr] lg:gap-14 lg:py-20">
          <div>
            <h1 className="text-[2rem] leading-[1.12] font-semibold tracking-[-0.025em] text-balance sm:text-[2.625rem]">
              {m.common_home_title()}
            </h1>
            <p className="mt-4 max-w-prose text-base text-pretty text-ink-soft">{m.common_home_lead()}</p>
            <div className="mt-7 flex flex-wrap items-center gap-x-4 gap-y-2">
              {start}
              {!signedIn && <span className="text-[0.8125rem] text-ink-faint">{m.common_home_no_phone()}</span>}
            </div>
          </div>
          <Example publicUrl={publicUrl} />
        </section>
        <Features />
        <PlanTable />
      </main>
    </PublicPage>
  );
}
