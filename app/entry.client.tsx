import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { RenderingContext } from "#app/components/shell/rendering";
import { assertIsLocale, overwriteGetLocale } from "#workers/i18n/paraglide/runtime";

// The server decided on the language; the page must go on in the same one.
overwriteGetLocale(() => assertIsLocale(document.documentElement.lang));

const requestId = document.querySelector<HTMLMetaElement>('meta[name="request-id"]')?.content;
const path = location.pathname;

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RenderingContext.Provider value={{ nonce: undefined, requestId, path }}>
        <RemixBrowser />
      </RenderingContext.Provider>
    </StrictMode>,
  );
});
