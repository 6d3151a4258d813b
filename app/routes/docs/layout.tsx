import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Outlet, useLoaderData } from "@remix-run/react";
import { Contents } from "#app/components/docs/contents";
import { ErrorPage } from "#app/components/shell/error-page";
import { PublicPage } from "#app/components/shell/public-page";
import { LinkButton } from "#app/components/ui/link-button";
import { m } from "#workers/i18n/paraglide/messages";
import { listFamilies } from "#workers/services/reference/list-families";

/** What every page of the documentation has around itself. */
export function loader({ context }: LoaderFunctionArgs) {
  return {
    signedIn: context.session !== null,
    publicUrl: context.ctx.settings.publicUrl,
    families: listFamilies().map(({ id, title }) => ({ id, title })),
  };
}

export default function Docs() {
  const { signedIn, families } = useLoaderData<typeof loader>();
  return (
    <PublicPage
      wide
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
      <div className="mx-auto w-full max-w-[84rem] px-4 sm:px-6 lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-10">
        <Contents families={families} />
        <main id="main" tabIndex={-1} className="min-w-0 pb-12 outline-none lg:pt-8">
          <Outlet />
        </main>
      </div>
    </PublicPage>
  );
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
