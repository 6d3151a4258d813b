import { Badge } from "#app/components/ui/badge";
import { CodeBlock } from "#app/components/ui/code-block";
import type { ReferenceOperation } from "#workers/domain/reference";
import { m } from "#workers/i18n/paraglide/messages";
import { FieldList } from "./field-list";
import { InlineText } from "./inline-text";
import { Route } from "./route";
import { TryForm, type TryFormProps } from "./try-form";

export type OperationProps = { operation: ReferenceOperation } & Omit<TryFormProps, "operation">;

/** One operation: what it does and takes at the start, what it looks like at the end. */
export function Operation({ operation, ...trial }: OperationProps) {
  const { anchor, summary, text, query, fields, file, aliases, answer } = operation;
  const takesNothing = operation.method !== "GET" && fields.length === 0 && query.length === 0;
  return (
    <section id={anchor} aria-labelledby={`${anchor}-title`} className="scroll-mt-4 border-t border-line py-8">
      <div className="grid gap-x-8 gap-y-5 xl:grid-cols-2">
        <div className="min-w-0 space-y-4">
          <div>
            <h2 id={`${anchor}-title`} className="text-[1.0625rem] font-semibold tracking-tight">
              <a href={`#${anchor}`} className="hover:underline">
                {summary}
              </a>
            </h2>
            <Route method={operation.method} path={operation.path} className="mt-1 block" />
            <Facts operation={operation} />
          </div>
          {text && (
            <p className="text-ink-soft">
              <InlineText text={text} />
            </p>
          )}
          {query.length > 0 && <FieldList title={m.docs_query()} fields={query} />}
          {fields.length > 0 && <FieldList title={m.docs_body()} fields={fields} />}
          {takesNothing && <p className="text-[0.8125rem] text-ink-soft">{m.docs_no_body()}</p>}
          {file && <p className="text-[0.8125rem] text-ink-soft">{m.docs_file_hint({ name: file })}</p>}
          {aliases.length > 0 && (
            <p className="text-[0.8125rem] text-ink-soft">
              {m.docs_aliases()} <InlineText text={aliases.map((alias) => `\`${alias}\``).join(", ")} />
            </p>
          )}
        </div>
        <div className="min-w-0 space-y-4">
          <CodeBlock code={operation.curl} language={m.docs_request()} copyLabel={m.docs_copy()} />
          <div>
            <p className="text-[0.8125rem] text-ink-soft">
              <span className="font-semibold text-ink tabular-nums">{operation.status}</span>{" "}
              <InlineText text={answer} />
            </p>
            {operation.answerBody && (
              <Recorded title={`${m.docs_answer()} ${operation.status}`} body={operation.answerBody} />
            )}
          </div>
          <Errors operation={operation} />
          <TryForm operation={operation} {...trial} />
        </div>
      </div>
    </section>
  );
}

function Facts({ operation: { scope, messages, sandbox } }: { operation: ReferenceOperation }) {
  return (
    <ul className="mt-2 flex flex-wrap gap-1.5">
      <li>
        <Badge>
          {m.docs_scope()} {scope}
        </Badge>
      </li>
      <li>
        <Badge tone={messages > 0 ? "accent" : "neutral"}>{costOf(messages)}</Badge>
      </li>
      {!sandbox && (
        <li>
          <Badge tone="warn">{m.docs_sandbox_no()}</Badge>
        </li>
      )}
    </ul>
  );
}

function costOf(messages: number): string {
  if (messages === 0) return m.docs_cost_none();
  return messages === 1 ? m.docs_cost_message() : m.docs_cost_messages({ count: String(messages) });
}

function Errors({ operation: { errors } }: { operation: ReferenceOperation }) {
  if (errors.length === 0) return null;
  return (
    <details className="group">
      <summary className="cursor-pointer text-[0.8125rem] font-medium text-ink-soft hover:text-ink">
        {m.docs_error_answers()}
      </summary>
      {errors.map(({ status, asked, body }) => (
        <div key={body} className="mt-2 space-y-2">
          {asked && asked !== "{}" && <Recorded title={m.docs_asked()} body={asked} />}
          <Recorded title={`${m.docs_answer()} ${status}`} body={body} />
        </div>
      ))}
    </details>
  );
}

/** JSON as it came, in a window of its own: some answers are long. */
function Recorded({ title, body }: { title: string; body: string }) {
  return (
    <div className="mt-2 min-w-0 overflow-hidden rounded-card border border-line">
      <p className="border-b border-line px-3.5 py-1 text-xs text-ink-faint">{title}</p>
      <pre
        tabIndex={0}
        aria-label={title}
        className="max-h-64 overflow-auto px-3.5 py-2.5 font-mono text-xs leading-relaxed text-ink-soft focus-visible:-outline-offset-2"
      >
        {body}
      </pre>
    </div>
  );
}
