import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { cx } from "#app/components/ui/cx";
import { m } from "#workers/i18n/paraglide/messages";
import { LanguageForm } from "./language-form";
import { ThemeForm } from "./theme-form";
import { Wordmark } from "./wordmark";

export interface PublicPageProps {
  actions?: ReactNode;
  /** For pages with something beside their text. */
  wide?: boolean;
  children: ReactNode;
}

/** Around every page outside of the console. */
export function PublicPage({ actions, wide = false, children }: PublicPageProps) {
  const width = wide ? "max-w-[84rem]" : "max-w-6xl";
  return (
    <div className="flex min-h-dvh flex-col">
      <header className={cx("mx-auto flex w-full items-center justify-between gap-4 px-4 py-4 sm:px-6", width)}>
        <Link to="/" aria-label={m.common_home_link()} className="inline-flex rounded-control">
          <Wordmark />
        </Link>
        <div className="flex items-center gap-4">
          <Link to="/docs" className="font-medium text-ink-soft hover:text-ink">
            {m.docs_link()}
          </Link>
          {actions != null && <nav aria-label={m.common_account_navigation()}>{actions}</nav>}
        </div>
      </header>
      {children}
      <footer
        className={cx(
          "mx-auto mt-auto flex w-full flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-6 sm:px-6",
          width,
        )}
      >
        <LanguageForm />
        <ThemeForm />
      </footer>
    </div>
  );
}
