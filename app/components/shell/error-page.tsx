import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import type { ReactNode } from "react";
import { LinkButton } from "#app/components/ui/link-button";
import { m } from "#workers/i18n/paraglide/messages";
import { PublicPage } from "./public-page";
import { useRendering } from "./rendering";

/** What is shown where a page should be: not found, not allowed, or a surprise with the id of its request. */
export function ErrorPage() {
  return (
    <PublicPage>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto grid w-full max-w-6xl grow content-center px-4 py-16 outline-none sm:px-6"
      >
        <ErrorMessage />
      </main>
    </PublicPage>
  );
}

/** The same inside of a layout that still works, with the way back to `home`. */
export function ErrorMessage({ home = "/" }: { home?: string }) {
  const error = useRouteError();
  const { requestId, path } = useRendering();
  // Only the document's own request is known; a page fetched later failed under another id.
  const own = useLocation().pathname === path;
  const status = isRouteErrorResponse(error) ? error.status : 500;

  if (status === 404) {
    return <Message home={home} code="404" title={m.common_not_found_title()} text={m.common_not_found_text()} />;
  }
  if (status === 403) {
    return <Message home={home} code="403" title={m.common_forbidden_title()} text={m.common_forbidden_text()} />;
  }
  return (
    <Message home={home} code={String(status)} title={m.common_error_title()} text={m.common_error_text()}>
      {own && requestId && (
        <p className="mt-3 text-[0.8125rem] text-ink-faint">
          {m.common_error_request_id()} <code className="font-mono text-ink-soft select-all">{requestId}</code>
        </p>
      )}
    </Message>
  );
}

interface MessageProps {
  home: string;
  code: string;
  title: string;
  text: string;
  children?: ReactNode;
}

function Message({ home, code, title, text, children }: MessageProps) {
  return (
    <div className="max-w-prose">
      <p className="font-mono text-[0.8125rem] text-ink-faint">{code}</p>
      <h1 className="mt-1 text-xl font-semibold tracking-tight">{title}</h1>
      <p className="mt-2 text-ink-soft">{text}</p>
      {children}
      <div className="mt-6 flex flex-wrap gap-2">
        <LinkButton to={home} reloadDocument>
          {m.common_go_home()}
        </LinkButton>
      </div>
    </div>
  );
}
