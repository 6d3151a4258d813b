import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Alert } from "#app/components/ui/alert";
import { Field } from "#app/components/ui/field";
import { FormFoot } from "#app/components/ui/form-foot";
import { Input } from "#app/components/ui/input";
import { LinkButton } from "#app/components/ui/link-button";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { priceFieldError, priceRefusalText } from "./refusal-text";

export interface PriceAnswer {
  intent: string;
  model: string;
  refusal?: Refusal;
  /** What was typed, where it was refused. */
  values?: Record<string, string>;
}

interface PriceFormProps {
  /** What stands in the form at first: a model's price that is to be changed, or nothing. */
  values: Record<string, string>;
  models: readonly string[];
  /** The page's answer, where the form was sent without JavaScript. */
  answer: PriceAnswer | undefined;
}

/** Says what a model costs. */
export function PriceForm({ values, models, answer }: PriceFormProps) {
  const fetcher = useFetcher<PriceAnswer>({ key: "set-price" });
  const form = useRef<HTMLFormElement>(null);
  const mine = (fetcher.data as PriceAnswer | undefined) ?? (answer?.intent === "set" ? answer : undefined);
  const refusal = mine?.refusal;
  const isSaved = mine !== undefined && !refusal && fetcher.state === "idle";
  const shown = refusal ? { ...values, ...mine.values } : values;
  const isChange = values.model !== undefined;
  useEffect(() => {
    if (isSaved && !isChange) form.current?.reset();
  }, [isSaved, isChange]);
  return (
    <fetcher.Form ref={form} method="post" className="grid gap-4">
      {refusal && !fields.some(({ name }) => refusal.field === name) && refusal.field !== "model" ? (
        <Alert tone="bad">{priceRefusalText(refusal)}</Alert>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,2fr)_repeat(4,minmax(0,1fr))] lg:items-start">
        <Field
          name="model"
          label={m.prices_model()}

          error={priceFieldError(refusal, "model")}
        >
          {(control) => (
            <>
              <Input
                {...control}
                required
                maxLength={100}
                autoComplete="off"
                spellCheck={false}
                list="priced-models"
                defaultValue={shown.model}
              />
              <datalist id="priced-models">
                {models.map((model) => (
                  <option key={model}>{model}</option>
                ))}
              </datalist>
            </>
          )}
        </Field>
        {fields.map(({ name, label, isRequired }) => (
          <Field key={name} name={name} label={label()} error={priceFieldError(refusal, name)}>
            {(control) => (
              <Input
                {...control}
                type="number"
                inputMode="decimal"
                required={isRequired}
                min={0}
                max={10_000}
                step="any"
                defaultValue={shown[name]}
              />
            )}
          </Field>
        ))}
      </div>
      <p className="text-[0.8125rem] text-ink-soft">{m.prices_hint()}</p>
      <FormFoot
        intent="set"
        label={m.prices_save()}
        pending={fetcher.state !== "idle"}
        done={isSaved ? m.prices_saved({ model: mine.model }) : null}
      >
        {isChange ? <LinkButton to="/admin/prices">{m.prices_another()}</LinkButton> : null}
      </FormFoot>
    </fetcher.Form>
  );
}

const fields: { name: string; label: () => string; isRequired: boolean }[] = [
  { name: "input", label: m.prices_input, isRequired: true },
  { name: "cachedInput", label: m.prices_cached, isRequired: false },
  { name: "output", label: m.prices_output, isRequired: true },
  { name: "minute", label: m.prices_minute, isRequired: false },
];
