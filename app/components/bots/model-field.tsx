import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { NativeSelect } from "#app/components/ui/native-select";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { botFieldError } from "./bot-refusal";
import { valueOf, type BotValues } from "./bot-values";
import { fieldWords, withChoice, type FormField } from "./kind-form";
import { dollars } from "./money";

/** A model that the provider offers, and what a million tokens of it cost; null where nobody has said. */
export interface OfferedModel {
  id: string;
  /** US dollars for a million tokens. */
  price: { input: number; output: number } | null;
}

interface ModelFieldProps {
  field: FormField;
  values: BotValues;
  refusal: Refusal | undefined;
  models: readonly OfferedModel[] | undefined;
}

/** The model: from the provider's own list with its prices, once that was asked for, and by name until then. */
export function ModelField({ field, values, refusal, models }: ModelFieldProps) {
  const name = `connection.${field.name}`;
  const { label, hint } = fieldWords(field);
  const chosen = valueOf(values, name);
  const offered = models ?? [];
  return (
    <div data-with={withChoice(field)}>
      <Field
        name={name}
        label={label}
        hint={offered.length > 0 ? m.bots_field_model_listed({ count: offered.length }) : hint}
        error={botFieldError(refusal, name)}
      >
        {(control) =>
          offered.length > 0 ? (
            <NativeSelect {...control} defaultValue={chosen || offered[0]?.id}>
              {chosen && !offered.some(({ id }) => id === chosen) && (
                <option value={chosen}>{m.bots_model_not_offered({ model: chosen })}</option>
              )}
              {offered.map((model) => (
                <option key={model.id} value={model.id}>
                  {modelText(model)}
                </option>
              ))}
            </NativeSelect>
          ) : (
            <Input
              {...control}
              maxLength={500}
              autoComplete="off"
              spellCheck={false}
              defaultValue={chosen}
              placeholder="gpt-4o-mini"
            />
          )
        }
      </Field>
    </div>
  );
}

function modelText({ id, price }: OfferedModel): string {
  return price
    ? m.bots_model_priced({ model: id, input: dollars(price.input), output: dollars(price.output) })
    : m.bots_model_unpriced({ model: id });
}
