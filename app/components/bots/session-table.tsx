import { useFetcher } from "@remix-run/react";
import { phoneNumber } from "#app/components/instances/phone-number";
import { Badge, type Tone } from "#app/components/ui/badge";
import { Button } from "#app/components/ui/button";
import { Card } from "#app/components/ui/card";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import { Time } from "#app/components/ui/time";
import type { BotSession } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import type { BotAnswer } from "./bot-answer";
import { botRefusalText } from "./bot-refusal";

/** The conversations that a bot is in: who, since when, what came last, and the switches of each. */
export function SessionTable({ sessions }: { sessions: readonly BotSession[] }) {
  return (
    <Card>
      <Table>
        <THead>
          <TR>
            <TH>{m.bots_session_contact()}</TH>
            <TH>{m.bots_session_state()}</TH>
            <TH>{m.bots_session_since()}</TH>
            <TH>{m.bots_session_last()}</TH>
            <TH>
              <span className="sr-only">{m.bots_session_actions()}</span>
            </TH>
          </TR>
        </THead>
        <TBody>
          {sessions.map((session) => (
            <Row key={session.id} session={session} />
          ))}
        </TBody>
      </Table>
    </Card>
  );
}

function Row({ session }: { session: BotSession }) {
  const { contact, contactName, status, isAwaitingContact, startedAt, lastMessageAt, lastText } = session;
  const number = phoneNumber(contact);
  return (
    <TR data-session={contact} data-status={status}>
      <TD className="sm:max-w-48">
        <span className="grid min-w-0 text-start">
          <span className="font-medium break-words">{contactName ?? number}</span>
          {contactName && <span className="text-xs text-ink-soft tabular-nums">{number}</span>}
        </span>
      </TD>
      <TD label={m.bots_session_state()}>
        <span className="grid justify-items-end gap-0.5 sm:justify-items-start">
          <Badge tone={looks[status].tone} dot>
            {looks[status].label()}
          </Badge>
          {status === "opened" && (
            <span className="text-xs text-ink-faint">
              {isAwaitingContact ? m.bots_session_waits_contact() : m.bots_session_waits_bot()}
            </span>
          )}
        </span>
      </TD>
      <TD label={m.bots_session_since()} className="text-ink-soft">
        <Time at={startedAt} />
      </TD>
      <TD label={m.bots_session_last()} className="text-ink-soft sm:max-w-64">
        <span className="grid min-w-0">
          {lastText && <span className="line-clamp-2 break-words text-ink">{lastText}</span>}
          <span className="text-xs">
            <Time at={lastMessageAt} />
          </span>
        </span>
      </TD>
      <TD className="sm:text-end">
        <Actions session={session} name={contactName ?? number ?? contact} />
      </TD>
    </TR>
  );
}

function Actions({ session: { contact, status }, name }: { session: BotSession; name: string }) {
  const fetcher = useFetcher<BotAnswer>({ key: `session:${contact}` });
  const pending = fetcher.formData ? String(fetcher.formData.get("action")) : null;
  const refusal = (fetcher.data as BotAnswer | undefined)?.refusal;
  return (
    <fetcher.Form method="post" className="inline-grid justify-items-end gap-1.5 max-sm:mt-1.5">
      <input type="hidden" name="intent" value="session" />
      <input type="hidden" name="contact" value={contact} />
      <span className="inline-flex flex-wrap justify-end gap-1.5">
        {actions
          .filter(({ from }) => from.includes(status))
          .map(({ action, label, named }) => (
            <Button
              key={action}
              type="submit"
              size="small"
              name="action"
              value={action}
              pending={pending === action}
              aria-label={named({ name })}
            >
              {label()}
            </Button>
          ))}
      </span>
      {refusal && (
        <span role="alert" className="text-[0.8125rem] text-bad-ink">
          {botRefusalText(refusal)}
        </span>
      )}
    </fetcher.Form>
  );
}

const actions: {
  action: "pause" | "resume" | "close";
  from: BotSession["status"][];
  label: () => string;
  named: (words: { name: string }) => string;
}[] = [
  { action: "pause", from: ["opened"], label: m.bots_session_pause, named: m.bots_session_pause_named },
  { action: "resume", from: ["paused", "closed"], label: m.bots_session_resume, named: m.bots_session_resume_named },
  { action: "close", from: ["opened", "paused"], label: m.bots_session_close, named: m.bots_session_close_named },
];

const looks: Record<BotSession["status"], { tone: Tone; label: () => string }> = {
  opened: { tone: "good", label: m.bots_session_opened },
  paused: { tone: "warn", label: m.bots_session_paused },
  closed: { tone: "neutral", label: m.bots_session_closed },
};
