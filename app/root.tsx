import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import interLatin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { ErrorPage } from "#app/components/shell/error-page";
import { NavigationProgress } from "#app/components/shell/navigation-progress";
import { RouteAnnouncer } from "#app/components/shell/route-announcer";
import { useRendering } from "#app/components/shell/rendering";
import { ToastProvider } from "#app/components/ui/toast";
import { readTheme } from "#app/session/theme";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";
import stylesheet from "./styles/app.css?url";

export const links: LinksFunction = () => [
  { rel: "preload", as: "font", type: "font/woff2", href: interLatin, crossOrigin: "anonymous" },
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", type: "image/svg+xml", href: "/favicon.svg" },
];

export const meta: MetaFunction = () => [{ title: "zapin" }, { name: "description", content: m.common_description() }];

export function loader({ request }: LoaderFunctionArgs) {
  return { theme: readTheme(request) };
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}

/** The document, also around errors: so it cannot rely on any loader's data. */
export function Layout({ children }: { children: ReactNode }) {
  const { nonce, requestId } = useRendering();
  const theme = useRouteLoaderData<typeof loader>("root")?.theme ?? "system";
  return (
    <html lang={getLocale()} data-theme={theme} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {requestId && <meta name="request-id" content={requestId} />}
        <Meta />
        <Links />
      </head>
      <body>
        <a
          href="#main"
          className="absolute start-4 top-0 z-50 -translate-y-full rounded-b-control bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0"
        >
          {m.common_skip_to_content()}
        </a>
        <NavigationProgress />
        <ToastProvider>{children}</ToastProvider>
        <RouteAnnouncer />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}
