import { Form, useNavigation } from "@remix-run/react";
import { Alert } from "#app/components/ui/alert";
import { Button } from "#app/components/ui/button";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { NativeSelect } from "#app/components/ui/native-select";
import { TextLink } from "#app/components/ui/text-link";
import { Textarea } from "#app/components/ui/textarea";
import type { ReferenceOperation } from "#workers/domain/reference";
import { m } from "#workers/i18n/paraglide/messages";

/** What came of the last try, whichever operation it was of. */
export interface TryResult {
  operation: string;
  /** What was typed, so that a page without scripts shows it again. */
  body: string | null;
  answer: { status: number; body: string } | null;
  refused: string | null;
}

export interface TryFormProps {
  operation: ReferenceOperation;
  family: string;
  signedIn: boolean;
  /** Names of the person's sandbox instances. */
  instances: string[];
  result: TryResult | undefined;
}

/** Sends the call of a page to a simulated phone. A plain form, so it works before scripts do. */
export function TryForm({ operation, family, signedIn, instances, result }: TryFormProps) {
  const { trial, anchor, key } = operation;
  if (!trial) return null;
  const own = result?.operation === key ? result : undefined;
  return (
    <details open={own !== undefined} className="rounded-card border border-line bg-surface">
      <summary className="cursor-pointer rounded-card px-3.5 py-2 font-medium">{m.docs_try()}</summary>
      <div className="space-y-3 border-t border-line px-3.5 py-3">
        {signedIn && instances.length > 0 ? (
          <Trial {...{ trial, anchor, operation: key, family, instances, own }} />
        ) : signedIn ? (
          <p className="text-ink-soft">
            {m.docs_try_no_instance()} <TextLink to="/instances/new">{m.docs_try_create()}</TextLink>
          </p>
        ) : (
          <p className="text-ink-soft">
            <TextLink to={`/login?next=${encodeURIComponent(`/docs/api/${family}`)}`}>{m.docs_try_sign_in()}</TextLink>
          </p>
        )}
      </div>
    </details>
  );
}

interface TrialProps {
  trial: NonNullable<ReferenceOperation["trial"]>;
  operation: string;
  anchor: string;
  family: string;
  instances: string[];
  own: TryResult | undefined;
}

function Trial({ trial, operation, anchor, family, instances, own }: TrialProps) {
  const navigation = useNavigation();
  const pending = navigation.state !== "idle" && navigation.formData?.get("operation") === operation;
  return (
    <Form method="post" action={`/docs/api/${family}#${anchor}`} preventScrollReset className="space-y-3">
      <input type="hidden" name="operation" value={operation} />
      <Field label={m.docs_try_instance()} name="instance">
        {(control) => (
          <NativeSelect {...control}>
            {instances.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {trial.parameters.map((name) => (
        <Field key={name} label={name} name={`parameter.${name}`}>
          {(control) => <Input {...control} required maxLength={200} />}
        </Field>
      ))}
      {trial.query.map(({ name, value }) => (
        <Field key={name} label={name} name={`query.${name}`}>
          {(control) => <Input {...control} defaultValue={value} maxLength={500} />}
        </Field>
      ))}
      {trial.body !== null && (
        <Field label={m.docs_try_body()} name="body">
          {(control) => (
            <Textarea
              {...control}
              rows={Math.min(12, trial.body!.split("\n").length)}
              spellCheck={false}
              defaultValue={own?.body ?? trial.body!}
              className="font-mono text-xs"
            />
          )}
        </Field>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" size="small" pending={pending}>
          {m.docs_try_send()}
        </Button>
        <span className="text-xs text-ink-faint">{m.docs_try_counts()}</span>
      </div>
      {own?.refused && (
        <Alert tone="bad" title={m.docs_try_refused()}>
          {own.refused}
        </Alert>
      )}
      {own?.answer && (
        <div role="status" className="min-w-0 overflow-hidden rounded-card border border-line bg-sunken">
          <p className="border-b border-line px-3.5 py-1 text-xs font-medium">
            {m.docs_try_result({ status: String(own.answer.status) })}
          </p>
          <pre
            tabIndex={0}
            aria-label={m.docs_answer()}
            className="max-h-72 overflow-auto px-3.5 py-2.5 font-mono text-xs leading-relaxed focus-visible:-outline-offset-2"
          >
            {own.answer.body}
          </pre>
        </div>
      )}
    </Form>
  );
}
