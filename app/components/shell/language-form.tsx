import { Form, useLocation } from "@remix-run/react";
import { cx } from "#app/components/ui/cx";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale, locales } from "#workers/i18n/paraglide/runtime";

type Locale = (typeof locales)[number];

const names: Record<Locale, string> = { en: "English", id: "Bahasa Indonesia", "pt-BR": "Português (Brasil)" };

/** Every language by its own name. The whole document is fetched again, for every word of it changes. */
export function LanguageForm({ stacked = false }: { stacked?: boolean }) {
  const { pathname, search } = useLocation();
  const current = getLocale();
  return (
    <Form method="post" action="/language" reloadDocument>
      <input type="hidden" name="next" value={pathname + search} />
      <div
        role="group"
        aria-label={m.common_language()}
        className={cx("flex gap-1", stacked ? "flex-col" : "-mx-2 flex-wrap")}
      >
        {locales.map((locale) => (
          <button
            key={locale}
            name="language"
            value={locale}
            lang={locale}
            aria-pressed={locale === current}
            className={cx(
              "cursor-pointer rounded-control px-2 py-1 text-start text-[0.8125rem] transition-colors hover:bg-hover",
              locale === current ? "font-medium text-ink" : "text-ink-soft",
            )}
          >
            {names[locale]}
          </button>
        ))}
      </div>
    </Form>
  );
}
