import { cx } from "#app/components/ui/cx";
import type { BotPrompt, PromptVersion } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import { diffLines, nearChanges, type DiffLine } from "./line-diff";

/** What changed from one version of a prompt to another. Signs and words say what colours only repeat. */
export function PromptDiff({ before, after }: { before: PromptVersion; after: PromptVersion }) {
  const parts = sections.map(({ name, title }) => ({
    title: title(),
    lines: diffLines(joined(before.prompt[name]), joined(after.prompt[name])),
  }));
  const changed = parts.filter(({ lines }) => lines.some(({ kind }) => kind !== "same"));
  if (changed.length === 0) return <p className="text-ink-soft">{m.bots_prompt_same()}</p>;
  return (
    <div className="grid gap-4" data-diff>
      {changed.map(({ title, lines }) => (
        <section key={title} aria-label={title} className="min-w-0">
          <h3 className="mb-1.5 font-medium">{title}</h3>
          <div className="overflow-hidden rounded-card border border-line font-mono text-[0.8125rem] leading-relaxed">
            {nearChanges(lines).map((line, at) =>
              line === null ? (
                <p key={at} className="bg-sunken px-3 text-ink-faint">
                  <span aria-hidden="true">⋯</span>
                  <span className="sr-only">{m.bots_diff_left_out()}</span>
                </p>
              ) : (
                <Line key={at} line={line} />
              ),
            )}
          </div>
        </section>
      ))}
    </div>
  );
}

function Line({ line: { kind, text } }: { line: DiffLine }) {
  const { sign, said, dress } = looks[kind];
  return (
    <p className={cx("flex gap-2 px-3 py-px", dress)}>
      <span aria-hidden="true" className="w-3 shrink-0 select-none">
        {sign}
      </span>
      {said && <span className="sr-only">{said()} </span>}
      <span className="min-w-0 break-words whitespace-pre-wrap">{text || " "}</span>
    </p>
  );
}

const looks = {
  same: { sign: "", said: null, dress: "text-ink-soft" },
  removed: { sign: "−", said: m.bots_diff_removed, dress: "bg-bad-soft text-bad-ink" },
  added: { sign: "+", said: m.bots_diff_added, dress: "bg-good-soft text-good-ink" },
} as const;

const sections: { name: keyof BotPrompt; title: () => string }[] = [
  { name: "systemMessages", title: m.bots_field_system },
  { name: "assistantMessages", title: m.bots_field_assistant_messages },
  { name: "userMessages", title: m.bots_field_user_messages },
];

function joined(texts: readonly string[]): string {
  return texts.join("\n\n");
}
