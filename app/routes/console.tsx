import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { ConsoleShell } from "#app/components/shell/console-shell";
import { ErrorMessage, ErrorPage } from "#app/components/shell/error-page";
import { LiveProvider } from "#app/live/live";
import { requireTenant } from "#app/session/require-tenant";
import { isOperator } from "#workers/services/operators/recognize";
import { readUsage } from "#workers/services/usage/read";

/** What every page of the console shows around itself. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, session } = requireTenant(args);
  const usage = await readUsage(ctx);
  return {
    user: { name: session.user.name, email: session.user.email },
    tenant: session.tenant,
    // A page is worth more than the meters beside it.
    usage: usage.ok ? usage.value : null,
    development: ctx.settings.development,
    operator: isOperator(ctx, session.user),
  };
}

export default function Console() {
  const data = useLoaderData<typeof loader>();
  return (
    <LiveProvider tenantId={data.tenant.id}>
      <ConsoleShell {...data}>
        <Outlet />
      </ConsoleShell>
    </LiveProvider>
  );
}

/** A page that failed leaves the way to the others standing. */
export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>("routes/console");
  if (!data) return <ErrorPage />;
  return (
    <ConsoleShell {...data}>
      <ErrorMessage home="/dashboard" />
    </ConsoleShell>
  );
}
