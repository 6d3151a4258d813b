import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Alert } from "#app/components/ui/alert";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { Textarea } from "#app/components/ui/textarea";
import type { BotFailure } from "#workers/domain/bot-failure";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { botRefusalText } from "./bot-refusal";
import { failureText } from "./failure-text";
import { dollars, figure, milliseconds } from "./money";

/** What was said in a trial, by whoever tries the bot and by the bot. */
export type TrialLine =
  | { by: "person"; text: string }
  | {
      by: "bot";
      texts: string[];
      failure: BotFailure | null;
      tokens: { input: number; output: number } | null;
      /** US dollars; null where nobody has said a price. */
      costUsd: number | null;
      durationMs: number;
    };

export interface Trial {
  /** Names the conversation at the bot's far end. */
  conversation: string;
  lines: TrialLine[];
  refusal?: Refusal;
  /** What was typed, where it was refused. */
  text?: string;
}

/**
 * A talk with the bot that reaches no phone. The page carries the talk from one message to the next, so it
 * goes on without scripts, and a reload begins a new one.
 */
export function TestChat({ trial }: { trial: Trial | null }) {
  const pending = useNavigation().formData?.get("intent") === "say";
  const field = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const lines = trial?.lines ?? [];
  const count = lines.length;
  const shown = useRef(count);
  useEffect(() => {
    if (shown.current === count) return;
    shown.current = count;
    form.current?.reset();
    field.current?.focus();
  }, [count]);
  return (
    <Card>
      <CardHeader>
        <CardTitle description={m.bots_test_note()}>{m.bots_test_title()}</CardTitle>
      </CardHeader>
      <CardBody className="grid gap-4">
        <ol aria-live="polite" aria-label={m.bots_test_talk()} className="grid gap-3 empty:hidden">
          {lines.map((line, at) => (
            <Line key={at} line={line} />
          ))}
        </ol>
        {count === 0 && <p className="py-4 text-center text-ink-faint">{m.bots_test_empty()}</p>}
        {trial?.refusal && <Alert tone="bad">{botRefusalText(trial.refusal)}</Alert>}
        <Form ref={form} method="post" className="grid gap-3" preventScrollReset>
          <input type="hidden" name="conversation" value={trial?.conversation ?? ""} />
          <input type="hidden" name="lines" value={JSON.stringify(lines)} />
          <Field name="text" label={m.bots_test_message()}>
            {(control) => (
              <Textarea
                {...control}
                ref={field}
                required
                rows={2}
                maxLength={4_096}
                defaultValue={trial?.text}
                onKeyDown={(event) => {
                  // As in every chat: Enter sends, Shift and Enter begin a line.
                  if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
                  event.preventDefault();
                  event.currentTarget.form?.requestSubmit(
                    event.currentTarget.form.querySelector<HTMLButtonElement>("button[value=say]"),
                  );
                }}
              />
            )}
          </Field>
          <div className="flex flex-wrap items-center gap-2">
            <Button
              type="submit"
              variant={count === 0 ? "primary" : "secondary"}
              name="intent"
              value="say"
              pending={pending}
            >
              {m.bots_test_send()}
            </Button>
            {count > 0 && <Totals lines={lines} />}
          </div>
        </Form>
      </CardBody>
    </Card>
  );
}

function Line({ line }: { line: TrialLine }) {
  if (line.by === "person") {
    return (
      <li className="ms-8 justify-self-end rounded-card border border-accent-line bg-accent-soft px-3 py-2 break-words whitespace-pre-wrap">
        <span className="sr-only">{m.bots_test_you()} </span>
        {line.text}
      </li>
    );
  }
  const { texts, failure, tokens, costUsd, durationMs } = line;
  return (
    <li data-answer={failure ?? "answered"} className="me-8 grid justify-items-start gap-1.5">
      <span className="sr-only">{m.bots_test_bot()} </span>
      {texts.map((text, at) => (
        <span key={at} className="rounded-card border border-line bg-sunken px-3 py-2 break-words whitespace-pre-wrap">
          {text}
        </span>
      ))}
      {texts.length === 0 && !failure && <span className="text-ink-faint italic">{m.bots_test_silent()}</span>}
      {failure && <span className="text-[0.8125rem] text-bad-ink">{failureText(failure)}</span>}
      <span className="text-xs text-ink-faint tabular-nums">
        {[
          milliseconds(durationMs),
          tokens && m.bots_test_tokens({ input: figure(tokens.input), output: figure(tokens.output) }),
          costUsd === null ? (tokens ? m.bots_unpriced() : null) : dollars(costUsd),
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </li>
  );
}

function Totals({ lines }: { lines: readonly TrialLine[] }) {
  const answers = lines.filter((line) => line.by === "bot");
  const tokens = answers.reduce((sum, { tokens: use }) => sum + (use ? use.input + use.output : 0), 0);
  const cost = answers.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
  return (
    <span data-totals className="text-[0.8125rem] text-ink-soft tabular-nums">
      {m.bots_test_totals({ tokens: figure(tokens), cost: dollars(cost) })}
    </span>
  );
}
