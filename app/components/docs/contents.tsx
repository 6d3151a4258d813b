import { NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import { cx } from "#app/components/ui/cx";
import { guides } from "#workers/domain/guide";
import { m } from "#workers/i18n/paraglide/messages";

export interface ContentsProps {
  families: { id: string; title: string }[];
}

/** The places of the documentation: beside the page on a wide screen, folded above it on a narrow one. */
export function Contents({ families }: ContentsProps) {
  return (
    <>
      <details className="group mb-6 rounded-card border border-line bg-surface lg:hidden">
        <summary className="cursor-pointer rounded-card px-4 py-2.5 font-medium">{m.docs_contents()}</summary>
        <nav aria-label={m.docs_navigation()} className="border-t border-line px-2 py-3">
          <Places families={families} />
        </nav>
      </details>
      <nav
        aria-label={m.docs_navigation()}
        className="sticky top-0 -ms-2 hidden max-h-dvh self-start overflow-y-auto py-8 pe-2 lg:block"
      >
        <Places families={families} />
      </nav>
    </>
  );
}

function Places({ families }: ContentsProps) {
  return (
    <div className="grid gap-5">
      <Group title={m.docs_guides()}>
        {guides.map(({ slug, title }) => (
          <Place key={slug} to={`/docs/guides/${slug}`}>
            {title}
          </Place>
        ))}
      </Group>
      <Group title={m.docs_reference()}>
        <Place to="/docs/compatibility">{m.docs_compatibility()}</Place>
        <Place to="/docs/events">{m.docs_events()}</Place>
        <Place to="/docs/errors">{m.docs_errors()}</Place>
        {families.map(({ id, title }) => (
          <Place key={id} to={`/docs/api/${id}`}>
            {title}
          </Place>
        ))}
      </Group>
      <Group title={m.docs_more()}>
        <File href="/openapi.json">{m.docs_openapi()}</File>
        <File href="/llms.txt">{m.docs_llms()}</File>
      </Group>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="px-2 pb-1 text-xs font-medium text-ink-faint">{title}</p>
      <ul className="grid gap-px">{children}</ul>
    </div>
  );
}

const place = "block rounded-control px-2 py-1 text-[0.8125rem] transition-colors";

function Place({ to, children }: { to: string; children: ReactNode }) {
  return (
    <li>
      <NavLink
        to={to}
        prefetch="intent"
        className={({ isActive }) =>
          cx(
            place,
            isActive ? "bg-accent-soft font-medium text-accent-ink" : "text-ink-soft hover:bg-hover hover:text-ink",
          )
        }
      >
        {children}
      </NavLink>
    </li>
  );
}

/** Not one of the console's pages: the browser must fetch it itself. */
function File({ href, children }: { href: string; children: ReactNode }) {
  return (
    <li>
      <a href={href} className={cx(place, "text-ink-soft hover:bg-hover hover:text-ink")}>
        {children}
      </a>
    </li>
  );
}
