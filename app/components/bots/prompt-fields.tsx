import { Field } from "#app/components/ui/field";
import { Textarea } from "#app/components/ui/textarea";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { botFieldError } from "./bot-refusal";
import type { BotValues } from "./bot-values";
import { fieldWords, type FormField } from "./kind-form";

interface PromptFieldsProps {
  fields: readonly FormField[];
  values: BotValues;
  refusal: Refusal | undefined;
}

/**
 * What the model is told before every conversation. The first list is what nearly everybody needs; examples of
 * a conversation stand behind a disclosure. One more field than there are texts: an emptied one is dropped.
 */
export function PromptFields({ fields, values, refusal }: PromptFieldsProps) {
  const [main, ...examples] = fields;
  const hasExamples = examples.some(({ name }) => textsOf(values, name).length > 0);
  const isAtFault = examples.some(({ name }) => botFieldError(refusal, `connection.${name}`));
  return (
    <div data-with="chatCompletion" className="grid gap-4">
      {main && <Texts field={main} values={values} refusal={refusal} rows={8} spare={0} />}
      {examples.length > 0 && (
        <details open={hasExamples || isAtFault || undefined}>
          <summary className="w-fit cursor-pointer font-medium text-ink-soft hover:text-ink">
            {m.bots_prompt_examples()}
          </summary>
          <div className="mt-3 grid gap-4">
            {examples.map((field) => (
              <Texts key={field.name} field={field} values={values} refusal={refusal} rows={3} spare={1} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

function Texts({
  field,
  values,
  refusal,
  rows,
  spare,
}: {
  field: FormField;
  values: BotValues;
  refusal: Refusal | undefined;
  rows: number;
  /** Empty fields after those that hold a text. */
  spare: number;
}) {
  const name = `connection.${field.name}`;
  const { label, hint } = fieldWords(field);
  const texts = textsOf(values, field.name);
  const shown = [...texts, ...Array<string>(Math.max(spare, texts.length === 0 ? 1 : 0)).fill("")];
  return (
    <div className="grid gap-2">
      {shown.map((text, at) => (
        <Field
          // A list without names or order of its own: its places are its keys.
          key={at}
          name={name}
          label={shown.length > 1 ? `${label} ${at + 1}` : label}
          hint={at === 0 ? hint : undefined}
          error={at === shown.length - 1 ? botFieldError(refusal, name) : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={rows}
              maxLength={100_000}
              defaultValue={text}
              className="font-mono text-[0.8125rem]"
            />
          )}
        </Field>
      ))}
    </div>
  );
}

function textsOf(values: BotValues, name: string): string[] {
  return (values[`connection.${name}`] ?? []).filter((text) => text !== "");
}
