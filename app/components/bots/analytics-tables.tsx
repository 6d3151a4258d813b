import type { ReactNode } from "react";
import { phoneNumber } from "#app/components/instances/phone-number";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import { Time } from "#app/components/ui/time";
import type { PublicBotAnalytics } from "#workers/services/bots/analytics";
import type { BotFailure } from "#workers/domain/bot-failure";
import { m } from "#workers/i18n/paraglide/messages";
import { failureText } from "./failure-text";
import { dollars, figure } from "./money";

/** Why answers failed, the most frequent cause first. */
export function FailureTable({ failures }: { failures: PublicBotAnalytics["failures"] }) {
  const rows = (Object.entries(failures) as [BotFailure, number][]).sort(([, one], [, other]) => other - one);
  return (
    <TableCard title={m.bots_failures_title()} empty={rows.length === 0 && m.bots_failures_none()}>
      <THead>
        <TR>
          <TH>{m.bots_failure_cause()}</TH>
          <TH numeric>{m.bots_failure_count()}</TH>
        </TR>
      </THead>
      <TBody>
        {rows.map(([failure, count]) => (
          <TR key={failure} data-failure={failure}>
            <TD className="max-sm:text-start!">{failureText(failure)}</TD>
            <TD numeric label={m.bots_failure_count()}>
              {figure(count)}
            </TD>
          </TR>
        ))}
      </TBody>
    </TableCard>
  );
}

/** What each model took, the dearest first. */
export function ModelTable({ models }: { models: PublicBotAnalytics["models"] }) {
  return (
    <TableCard title={m.bots_models_title()} empty={models.length === 0 && m.bots_models_none()}>
      <THead>
        <TR>
          <TH>{m.bots_field_model()}</TH>
          <TH numeric>{m.bots_figure_answers()}</TH>
          <TH numeric>{m.bots_chart_tokens()}</TH>
          <TH numeric>{m.bots_figure_cost()}</TH>
        </TR>
      </THead>
      <TBody>
        {models.map(({ model, answers, input, output, costUsd }) => (
          <TR key={model}>
            <TD className="font-medium break-all">{model}</TD>
            <TD numeric label={m.bots_figure_answers()}>
              {figure(answers)}
            </TD>
            <TD numeric label={m.bots_chart_tokens()}>
              {figure(input + output)}
            </TD>
            <TD numeric label={m.bots_figure_cost()}>
              {dollars(costUsd)}
            </TD>
          </TR>
        ))}
      </TBody>
    </TableCard>
  );
}

/** Who the bot talked with most. */
export function ContactTable({ contacts }: { contacts: PublicBotAnalytics["byContact"] }) {
  return (
    <TableCard title={m.bots_contacts_title()} empty={contacts.length === 0 && m.bots_contacts_none()}>
      <THead>
        <TR>
          <TH>{m.bots_session_contact()}</TH>
          <TH numeric>{m.bots_figure_answers()}</TH>
          <TH numeric>{m.bots_chart_tokens()}</TH>
          <TH numeric>{m.bots_figure_cost()}</TH>
          <TH>{m.bots_session_last()}</TH>
        </TR>
      </THead>
      <TBody>
        {contacts.map(({ contact, name, answers, tokens, costUsd, lastAt }) => (
          <TR key={contact} data-contact={contact}>
            <TD>
              <span className="grid min-w-0 text-start">
                <span className="font-medium break-words">{name || phoneNumber(contact)}</span>
                {name && <span className="text-xs text-ink-soft tabular-nums">{phoneNumber(contact)}</span>}
              </span>
            </TD>
            <TD numeric label={m.bots_figure_answers()}>
              {figure(answers)}
            </TD>
            <TD numeric label={m.bots_chart_tokens()}>
              {figure(tokens)}
            </TD>
            <TD numeric label={m.bots_figure_cost()}>
              {dollars(costUsd)}
            </TD>
            <TD label={m.bots_session_last()} className="text-ink-soft">
              <Time at={lastAt} />
            </TD>
          </TR>
        ))}
      </TBody>
    </TableCard>
  );
}

function TableCard({ title, empty, children }: { title: string; empty: string | false; children: ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      {empty ? <CardBody className="text-ink-faint">{empty}</CardBody> : <Table>{children}</Table>}
    </Card>
  );
}
