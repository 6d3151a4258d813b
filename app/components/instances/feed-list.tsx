import { ArrowDownLeft, ArrowUpRight, Dot, Plug } from "lucide-react";
import type { ReactNode } from "react";
import { Time } from "#app/components/ui/time";
import { instanceStates } from "#workers/domain/instance-state";
import { m } from "#workers/i18n/paraglide/messages";
import { Acknowledgement } from "./acknowledgement";
import type { FeedLine } from "./feed";
import { phoneNumber } from "./phone-number";
import { stateLabel } from "./state-badge";

/** Messages, receipts and changes of the connection, newest first; `named` where they come from several instances. */
export function FeedList({ lines, label, named = false }: { lines: FeedLine[]; label: string; named?: boolean }) {
  return (
    <ol aria-label={label} className="divide-y divide-line">
      {lines.map((line) => (
        <li
          key={line.sequence}
          data-feed={line.kind}
          className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 py-2.5 first:pt-0 last:pb-0"
        >
          <Line line={line} named={named} />
        </li>
      ))}
    </ol>
  );
}

function Line({ line, named }: { line: FeedLine; named: boolean }) {
  const when = (
    <>
      {named ? <span className="block max-w-32 truncate text-ink-soft">{line.instance}</span> : null}
      <Time at={line.at} />
    </>
  );
  switch (line.kind) {
    case "sent":
      return (
        <Row
          icon={<ArrowUpRight className="size-4 text-accent-ink" />}
          title={m.instances_feed_to({ peer: phoneNumber(line.peer) ?? "" })}
          when={when}
        >
          <span className="break-words whitespace-pre-wrap">{line.text ?? m.instances_feed_no_text()}</span>
          <Acknowledgement status={line.status} />
        </Row>
      );
    case "received":
      return (
        <Row
          icon={<ArrowDownLeft className="size-4 text-good-ink" />}
          title={m.instances_feed_from({ peer: line.name ?? phoneNumber(line.peer) ?? "" })}
          when={when}
        >
          <span className="break-words whitespace-pre-wrap">{line.text ?? m.instances_feed_no_text()}</span>
        </Row>
      );
    case "connection":
      return (
        <Row
          icon={<Plug className="size-4 text-ink-faint" />}
          title={connectionText(line.state, line.reason)}
          when={when}
        />
      );
    case "other":
      return (
        <Row
          icon={<Dot className="size-4 text-ink-faint" />}
          title={<code className="font-mono text-xs">{line.name}</code>}
          when={when}
        />
      );
  }
}

function Row({
  icon,
  title,
  when,
  children,
}: {
  icon: ReactNode;
  title: ReactNode;
  when: ReactNode;
  children?: ReactNode;
}) {
  return (
    <>
      <span aria-hidden="true" className="mt-0.5">
        {icon}
      </span>
      <div className="min-w-0">
        <p className="text-ink-soft">{title}</p>
        {children ? <div className="mt-0.5 space-y-1">{children}</div> : null}
      </div>
      <span className="text-end text-xs whitespace-nowrap text-ink-faint tabular-nums">{when}</span>
    </>
  );
}

function connectionText(state: string, reason: number | null): string {
  const known = instanceStates.find((each) => each === state);
  const word = known ? stateLabel(known) : state;
  return reason === null
    ? m.instances_feed_connection({ state: word })
    : m.instances_feed_connection_reason({ state: word, reason });
}
