import { Form, useLocation, useNavigation, useRouteLoaderData } from "@remix-run/react";
import { Monitor, Moon, Sun, type LucideIcon } from "lucide-react";
import { cx } from "#app/components/ui/cx";
import { themes, type Theme } from "#app/session/theme";
import { m } from "#workers/i18n/paraglide/messages";

const faces: Record<Theme, { Icon: LucideIcon; label: () => string }> = {
  system: { Icon: Monitor, label: m.common_theme_system },
  light: { Icon: Sun, label: m.common_theme_light },
  dark: { Icon: Moon, label: m.common_theme_dark },
};

/** Light, dark or as the device has it. A plain form: the server's cookie decides, so no page ever flashes. */
export function ThemeForm({ labelled = false }: { labelled?: boolean }) {
  const { pathname, search } = useLocation();
  const navigation = useNavigation();
  const stored = useRouteLoaderData<{ theme: Theme }>("root")?.theme ?? "system";
  const asked = navigation.formAction === "/theme" ? navigation.formData?.get("theme") : null;
  const current = asked ?? stored;
  return (
    <Form method="post" action="/theme" replace preventScrollReset>
      <input type="hidden" name="next" value={pathname + search} />
      <div
        role="group"
        aria-label={m.common_theme()}
        className="inline-flex rounded-control border border-line bg-sunken p-0.5"
      >
        {themes.map((theme) => {
          const { Icon, label } = faces[theme];
          return (
            <button
              key={theme}
              name="theme"
              value={theme}
              aria-pressed={theme === current}
              title={labelled ? undefined : label()}
              className={cx(
                "inline-flex cursor-pointer items-center gap-1.5 rounded-[5px] px-2 py-1 text-[0.8125rem] transition-colors",
                theme === current ? "bg-raised text-ink shadow-card" : "text-ink-faint hover:text-ink",
              )}
            >
              <Icon aria-hidden="true" className="size-4" />
              <span className={labelled ? undefined : "sr-only"}>{label()}</span>
            </button>
          );
        })}
      </div>
    </Form>
  );
}
