import { useEffect, useState } from "react";
import { Input } from "#app/components/ui/input";
import { eventNames } from "#workers/domain/event";
import { m } from "#workers/i18n/paraglide/messages";
import { eventGroups } from "./event-groups";

/**
 * The events that a webhook wants, in groups. The search only hides lines,
 * so that what was ticked before is still sent.
 */
export function EventPicker({ chosen }: { chosen: string[] }) {
  const [search, setSearch] = useState("");
  // Without JavaScript the search could do nothing, so it is not there.
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const wanted = search
    .trim()
    .toUpperCase()
    .replace(/[\s.-]+/g, "_");
  return (
    <details>
      <summary className="cursor-pointer">
        <span className="font-medium">{m.instances_webhook_events()}</span>{" "}
        <span className="text-ink-soft tabular-nums">{chosenText(chosen)}</span>
      </summary>
      <fieldset className="mt-3 space-y-3">
        <legend className="sr-only">{m.instances_webhook_events()}</legend>
        <p className="text-ink-soft">{m.instances_webhook_events_hint()}</p>
        {alive ? (
          <Input
            type="search"
            aria-label={m.instances_webhook_events_search()}
            placeholder={m.instances_webhook_events_search()}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            // Enter here would send the whole form.
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
        ) : null}
        <div className="max-h-80 space-y-4 overflow-y-auto rounded-control border border-line p-3">
          {eventGroups.map((group) => {
            const none = !group.events.some((name) => name.includes(wanted));
            return (
              <fieldset key={group.events[0]} hidden={none}>
                <legend className="mb-1 text-xs font-medium text-ink-soft">{group.label()}</legend>
                <div className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-1">
                  {group.events.map((name) => (
                    <label
                      key={name}
                      hidden={!name.includes(wanted)}
                      className="flex min-w-0 items-center gap-2 py-1 [[hidden]]:hidden"
                    >
                      <input
                        type="checkbox"
                        name="events"
                        value={name}
                        defaultChecked={chosen.includes(name)}
                        className="size-4 accent-accent"
                      />
                      <code className="min-w-0 truncate font-mono text-xs">{name}</code>
                    </label>
                  ))}
                </div>
              </fieldset>
            );
          })}
        </div>
      </fieldset>
    </details>
  );
}

/** None and all mean the same to a webhook. */
function chosenText(chosen: string[]): string {
  const all = chosen.length === 0 || chosen.length === eventNames.length;
  return all
    ? m.instances_webhook_events_all()
    : m.instances_webhook_events_some({ chosen: chosen.length, all: eventNames.length });
}
