import type { MetaFunction } from "@remix-run/cloudflare";
import { ErrorPage } from "#app/components/shell/error-page";
import { m } from "#workers/i18n/paraglide/messages";

export const meta: MetaFunction = () => [{ title: `${m.common_not_found_title()} · zapin` }];

/** Answers 404 for every address that nobody else answers. */
export function loader() {
  throw new Response(null, { status: 404 });
}

export function action() {
  throw new Response(null, { status: 404 });
}

export default function NotFound() {
  return null;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
