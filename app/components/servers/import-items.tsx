import { CircleCheck, CircleDashed, CircleSlash, Undo2 } from "lucide-react";
import { InstanceLink } from "#app/components/instances/instance-table";
import { Badge } from "#app/components/ui/badge";
import { Card } from "#app/components/ui/card";
import type { ImportItemView } from "#workers/domain/import";
import { m } from "#workers/i18n/paraglide/messages";
import { importNoteText } from "./import-note";

const looks = {
  waiting: { tone: "neutral", Icon: CircleDashed, label: m.servers_import_item_waiting },
  working: { tone: "busy", Icon: CircleDashed, label: m.servers_import_item_working },
  imported: { tone: "good", Icon: CircleCheck, label: m.servers_import_item_imported },
  refused: { tone: "warn", Icon: CircleSlash, label: m.servers_import_item_refused },
  undone: { tone: "neutral", Icon: Undo2, label: m.servers_import_item_undone },
} as const;

/** Each instance of a move, how far it got, and what did not come along. */
export function ImportItems({ items }: { items: ImportItemView[] }) {
  return (
    <Card>
      <ul className="divide-y divide-line">
        {items.map(({ name, state, notes }) => {
          const { tone, Icon, label } = looks[state];
          return (
            <li
              key={name}
              data-item={name}
              data-item-state={state}
              className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-2.5 sm:px-5"
            >
              <div className="min-w-0 flex-1 basis-48">
                <span className="font-medium break-words">
                  {state === "imported" ? <InstanceLink name={name} /> : name}
                </span>
                {notes.map((note) => (
                  <p key={note} className="text-[0.8125rem] text-ink-soft">
                    {importNoteText(note)}
                  </p>
                ))}
              </div>
              <Badge tone={tone}>
                <Icon aria-hidden="true" className="size-3.5 shrink-0" />
                {label()}
              </Badge>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
