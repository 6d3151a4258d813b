import { Field, type ControlProps } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { NativeSelect } from "#app/components/ui/native-select";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { botFieldError } from "./bot-refusal";
import { valueOf, type BotValues } from "./bot-values";
import { fieldWords, optionText, withChoice, type FormField, type KindForm } from "./kind-form";
import { ModelField, type OfferedModel } from "./model-field";
import { PromptFields } from "./prompt-fields";

interface ConnectionFieldsProps {
  form: KindForm;
  values: BotValues;
  refusal: Refusal | undefined;
  /** What the provider itself offers, once it was asked. */
  models?: readonly OfferedModel[];
  /** Where the prompt has a page of its own. */
  hasPrompt?: boolean;
}

/** The fields of a kind, as its row in the table of kinds lists them. */
export function ConnectionFields({ form, values, refusal, models, hasPrompt = true }: ConnectionFieldsProps) {
  const fields = form.fields.filter(({ isPrompt }) => !isPrompt);
  const prompts = form.fields.filter(({ isPrompt }) => isPrompt);
  return (
    <>
      {fields.map((field) =>
        field.name === "model" ? (
          <ModelField key={field.name} field={field} values={values} refusal={refusal} models={models} />
        ) : (
          <ConnectionField key={field.name} field={field} values={values} refusal={refusal} />
        ),
      )}
      {hasPrompt && prompts.length > 0 && <PromptFields fields={prompts} values={values} refusal={refusal} />}
    </>
  );
}

interface ConnectionFieldProps {
  field: FormField;
  values: BotValues;
  refusal: Refusal | undefined;
}

function ConnectionField({ field, values, refusal }: ConnectionFieldProps) {
  const name = `connection.${field.name}`;
  const { label, hint } = fieldWords(field);
  return (
    <div data-with={withChoice(field)}>
      <Field
        name={name}
        label={label}
        hint={hint}
        error={botFieldError(refusal, name)}
        aside={field.required || field.neededWith ? undefined : m.bots_optional()}
      >
        {(control) => <Control field={field} control={control} value={valueOf(values, name)} />}
      </Field>
    </div>
  );
}

function Control({ field, control, value }: { field: FormField; control: ControlProps; value: string }) {
  const common = { ...control, required: field.required, autoComplete: "off", spellCheck: false };
  switch (field.type) {
    case "choice":
      return (
        <NativeSelect {...control} required={field.required} defaultValue={value || preferred(field)}>
          {(field.options ?? []).map((option) => (
            <option key={option} value={option}>
              {optionText(option)}
            </option>
          ))}
        </NativeSelect>
      );
    case "number":
      return (
        <Input
          {...common}
          type="number"
          min={1}
          max={10_000_000}
          defaultValue={value || (field.name === "maxTokens" ? usualMaxTokens : "")}
        />
      );
    case "address":
      return (
        <Input
          {...common}
          type="url"
          maxLength={2_048}
          defaultValue={value}
          placeholder={typeof field.sample === "string" ? field.sample : "https://"}
        />
      );
    default:
      return (
        <Input
          {...common}
          maxLength={500}
          defaultValue={value}
          placeholder={typeof field.sample === "string" ? field.sample : undefined}
        />
      );
  }
}

/** Completions need no assistant that was made elsewhere before. */
function preferred({ options = [] }: FormField): string | undefined {
  return options.includes("chatCompletion") ? "chatCompletion" : options[0];
}

const usualMaxTokens = "500";
