import { CircleAlert } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { scopes } from "#workers/domain/scope";
import { m } from "#workers/i18n/paraglide/messages";
import type { KeyValues } from "./key-values";
import { scopeGroups } from "./scope-groups";

/**
 * What a key may do. "Everything" is a choice of its own and not "all are ticked", so that taking the last
 * tick away never widens a key, and a scope that is added later reaches only keys that were meant to have it.
 * The boxes are shown by the style sheet alone: without scripts, too, nobody ticks what would not count.
 */
export function ScopePicker({ values, error }: { values: KeyValues; error: string | undefined }) {
  const errorId = useId();
  const [chosen, setChosen] = useState(values.access === "all" ? null : values.scopes.length);
  const count = (event: FormEvent<HTMLElement>) => {
    const only = event.currentTarget.querySelector<HTMLInputElement>("[name=access][value=some]");
    const ticked = event.currentTarget.querySelectorAll("[name=scopes]:checked").length;
    setChosen(only?.checked ? ticked : null);
  };
  return (
    <details open={values.access === "some" || error !== undefined} className="group" onChange={count}>
      <summary className="w-fit cursor-pointer py-1">
        <span className="font-medium">{m.keys_scopes()}</span>{" "}
        <span className="ms-1 text-ink-soft tabular-nums">{scopesText(chosen)}</span>
      </summary>
      <fieldset className="mt-2 grid gap-2" aria-describedby={error ? errorId : undefined}>
        <legend className="sr-only">{m.keys_scopes()}</legend>
        <label className="flex items-baseline gap-2">
          <Access value="all" chosen={values.access} />
          <span>
            {m.keys_scopes_all()} <span className="text-ink-faint">{m.keys_scopes_all_note()}</span>
          </span>
        </label>
        <label className="flex items-baseline gap-2">
          <Access value="some" chosen={values.access} />
          {m.keys_scopes_some()}
        </label>
        {error && (
          <p id={errorId} className="flex items-start gap-1.5 text-[0.8125rem] text-bad-ink">
            <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
            {error}
          </p>
        )}
        <div className="hidden gap-4 rounded-control border border-line p-3 group-has-[[value=some]:checked]:grid sm:grid-cols-2 lg:grid-cols-3">
          {scopeGroups().map((group) => (
            <fieldset key={group.label} className="min-w-0">
              <legend className="mb-1 text-xs font-medium text-ink-soft">{group.label}</legend>
              {group.scopes.map(({ name, text }) => (
                <label key={name} className="flex min-w-0 items-start gap-2 py-1">
                  <input
                    type="checkbox"
                    name="scopes"
                    value={name}
                    defaultChecked={values.scopes.includes(name)}
                    className="mt-0.5 size-4 shrink-0 accent-accent"
                  />
                  <span className="min-w-0">
                    <span className="block">{text}</span>
                    <code className="font-mono text-xs text-ink-faint">{name}</code>
                  </span>
                </label>
              ))}
            </fieldset>
          ))}
        </div>
      </fieldset>
    </details>
  );
}

function Access({ value, chosen }: { value: KeyValues["access"]; chosen: KeyValues["access"] }) {
  return (
    <input
      type="radio"
      name="access"
      value={value}
      defaultChecked={value === chosen}
      className="size-4 shrink-0 self-center accent-accent"
    />
  );
}

/** "Everything", or how many of all; null stands for everything. */
export function scopesText(chosen: number | null): string {
  return chosen === null ? m.keys_scopes_all() : m.keys_scopes_count({ chosen, all: scopes.length });
}
