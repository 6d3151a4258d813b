import { Form, Link } from "@remix-run/react";
import { ChevronsUpDown, LogOut, Settings } from "lucide-react";
import { useId, useRef } from "react";
import { m } from "#workers/i18n/paraglide/messages";
import { LanguageForm } from "./language-form";
import { ThemeForm } from "./theme-form";

const row =
  "flex w-full cursor-pointer items-center gap-2.5 rounded-control px-2 py-1.5 text-start text-ink-soft transition-colors hover:bg-hover hover:text-ink";

/** Who is signed in, and what is theirs to choose. A popover of the browser's, so it opens without scripts. */
export function UserMenu({ user }: { user: { name: string; email: string } }) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  return (
    <div className="border-t border-line pt-2">
      <button
        type="button"
        {...{ popovertarget: id }}
        className="flex w-full cursor-pointer items-center gap-2.5 rounded-control px-2 py-1.5 text-start transition-colors hover:bg-hover"
      >
        <span
          aria-hidden="true"
          className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-ink uppercase"
        >
          {user.name.trim().charAt(0)}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium text-ink">{user.name}</span>
          <span className="block truncate text-xs text-ink-faint">{user.email}</span>
        </span>
        <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
        <span className="sr-only">{m.common_user_menu()}</span>
      </button>
      <div ref={menu} id={id} {...{ popover: "auto" }} className="user-menu">
        <div className="px-2 py-1.5">
          <p className="mb-1.5 text-xs text-ink-faint">{m.common_theme()}</p>
          <ThemeForm />
        </div>
        <div className="border-b border-line pb-2">
          <p className="px-2 pt-1.5 pb-0.5 text-xs text-ink-faint">{m.common_language()}</p>
          <LanguageForm stacked />
        </div>
        <div className="pt-1.5">
          <Link to="/settings" className={row} onClick={() => menu.current?.hidePopover()}>
            <Settings aria-hidden="true" className="size-4" />
            {m.common_nav_settings()}
          </Link>
          <Form method="post" action="/logout" reloadDocument>
            <button className={row}>
              <LogOut aria-hidden="true" className="size-4" />
              {m.common_sign_out()}
            </button>
          </Form>
        </div>
      </div>
    </div>
  );
}
