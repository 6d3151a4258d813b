import { useEffect, useState } from "react";
import { eventGroups } from "#app/components/instances/event-groups";
import { Input } from "#app/components/ui/input";
import { eventNameOf } from "#workers/domain/event";
import { m } from "#workers/i18n/paraglide/messages";
import { AccessChoice } from "./access-choice";
import type { EndpointValues } from "./endpoint-values";

export interface EventChoiceProps {
  values: EndpointValues;
  /** Zapin's own types, such as `zapin.key.revoked`. */
  ownTypes: readonly string[];
  error: string | undefined;
}

/** The types of events that an endpoint wants, in groups. The search only hides lines; what was ticked is still sent. */
export function EventChoice({ values, ownTypes, error }: EventChoiceProps) {
  const [search, setSearch] = useState("");
  // Without scripts the search could do nothing, so it is not there.
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const wanted = eventNameOf(search.trim().replaceAll(" ", "_"));
  const groups: { label: string; events: readonly string[] }[] = [
    ...eventGroups.map(({ label, events }) => ({ label: label(), events })),
    { label: m.webhooks_events_own(), events: ownTypes.map(eventNameOf) },
  ];
  const found = groups.some(({ events }) => events.some((name) => name.includes(wanted)));
  return (
    <AccessChoice
      name="eventAccess"
      label={m.webhooks_field_events()}
      chosen={values.eventAccess}
      all={
        <>
          {m.webhooks_events_all()} <span className="text-ink-faint">{m.webhooks_events_all_note()}</span>
        </>
      }
      some={m.webhooks_only_ticked()}
      error={error}
    >
      {alive && (
        <Input
          type="search"
          className="mb-2"
          aria-label={m.webhooks_events_search()}
          placeholder={m.webhooks_events_search()}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          // Enter here would send the whole form.
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
      )}
      <div className="max-h-80 space-y-4 overflow-y-auto rounded-control border border-line p-3" tabIndex={0}>
        {groups.map(({ label, events }) => (
          <fieldset key={label} hidden={!events.some((name) => name.includes(wanted))}>
            <legend className="mb-1 text-xs font-medium text-ink-soft">{label}</legend>
            <div className="grid gap-x-4 sm:grid-cols-2">
              {events.map((name) => (
                <label
                  key={name}
                  hidden={!name.includes(wanted)}
                  className="flex min-w-0 items-center gap-2 py-1 [[hidden]]:hidden"
                >
                  <input
                    type="checkbox"
                    name="events"
                    value={name}
                    defaultChecked={values.events.includes(name)}
                    className="size-4 shrink-0 accent-accent"
                  />
                  <code className="min-w-0 truncate font-mono text-xs">{name}</code>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
        {!found && <p className="text-ink-soft">{m.webhooks_events_none()}</p>}
      </div>
    </AccessChoice>
  );
}
