import { Link } from "@remix-run/react";
import { InstanceLink } from "#app/components/instances/instance-table";
import { Card } from "#app/components/ui/card";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import { Time } from "#app/components/ui/time";
import { botKindTitles, type PublicBot } from "#workers/domain/bot";
import type { BotFailure } from "#workers/domain/bot-failure";
import { m } from "#workers/i18n/paraglide/messages";
import { BotStateBadge, type BotState } from "./bot-state";
import { failureText } from "./failure-text";
import { triggerText } from "./trigger-text";

export type ListedBot = Pick<PublicBot, "id" | "kind" | "name" | "instance" | "triggers" | "updatedAt"> & {
  state: BotState;
  failure: BotFailure | null;
};

/** Many bots at a glance; the rows become cards where columns have no room. */
export function BotTable({ bots }: { bots: readonly ListedBot[] }) {
  return (
    <Card>
      <Table>
        <THead>
          <TR>
            <TH>{m.bots_column_name()}</TH>
            <TH>{m.bots_column_state()}</TH>
            <TH>{m.bots_column_instance()}</TH>
            <TH>{m.bots_column_trigger()}</TH>
            <TH>{m.bots_column_changed()}</TH>
          </TR>
        </THead>
        <TBody>
          {bots.map((bot) => (
            <TR key={bot.id} data-bot={bot.id}>
              <TD className="sm:max-w-64">
                <span className="grid min-w-0 text-start">
                  <Link
                    to={`/bots/${bot.id}`}
                    prefetch="intent"
                    className="font-medium break-words text-ink hover:text-accent-ink hover:underline"
                  >
                    {bot.name}
                  </Link>
                  <span className="text-xs text-ink-soft">{botKindTitles[bot.kind]}</span>
                </span>
              </TD>
              <TD label={m.bots_column_state()}>
                <span className="grid justify-items-end gap-1 sm:justify-items-start">
                  <BotStateBadge state={bot.state} />
                  {bot.state === "failing" && bot.failure && (
                    <span className="text-xs text-bad-ink sm:max-w-56">{failureText(bot.failure)}</span>
                  )}
                </span>
              </TD>
              <TD label={m.bots_column_instance()} className="sm:max-w-48">
                <InstanceLink name={bot.instance} />
              </TD>
              <TD label={m.bots_column_trigger()} className="text-ink-soft sm:max-w-56">
                <span className="min-w-0 break-words">{triggerText(bot.triggers)}</span>
              </TD>
              <TD label={m.bots_column_changed()} className="text-ink-soft">
                <Time at={bot.updatedAt} />
              </TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </Card>
  );
}
