import type { ReactNode } from "react";
import { PublicPage } from "#app/components/shell/public-page";

export interface AccountPageProps {
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Below the sheet: the way to the neighbouring page. */
  aside?: ReactNode;
}

/** One sheet in the middle of the page, for signing in, up and everything around it. */
export function AccountPage({ title, description, children, aside }: AccountPageProps) {
  return (
    <PublicPage>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[25rem] px-4 py-8 outline-none sm:py-14">
        <div className="rounded-[12px] border border-line bg-surface px-5 py-6 shadow-card sm:px-7 sm:py-7">
          <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
          {description != null && <div className="mt-1.5 text-ink-soft">{description}</div>}
          {children != null && <div className="mt-5 grid gap-4">{children}</div>}
        </div>
        {aside != null && <div className="mt-5 text-center text-ink-soft">{aside}</div>}
      </main>
    </PublicPage>
  );
}
