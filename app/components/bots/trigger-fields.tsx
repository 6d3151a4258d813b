import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { NativeSelect } from "#app/components/ui/native-select";
import { triggerOperators, triggerTypes } from "#workers/domain/bot";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { botFieldError } from "./bot-refusal";
import { valueOf, type BotValues } from "./bot-values";
import { ChoiceCard } from "./choice-card";

/** When the bot begins a conversation. What a choice does not need is hidden with it, also without scripts. */
export function TriggerFields({ values, refusal }: { values: BotValues; refusal: Refusal | undefined }) {
  const chosen = valueOf(values, "trigger.type") || "all";
  return (
    <fieldset className="group/triggers grid gap-4">
      <legend className="mb-1.5 font-medium">{m.bots_trigger()}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {triggerTypes.map((type) => (
          <ChoiceCard
            key={type}
            name="trigger.type"
            value={type}
            isChosen={type === chosen}
            title={triggerTitles[type]()}
            note={triggerNotes[type]()}
          />
        ))}
      </div>
      {botFieldError(refusal, "triggers.type") && (
        <p role="alert" className="text-[0.8125rem] text-bad-ink">
          {botFieldError(refusal, "triggers.type")}
        </p>
      )}
      <div className="grid gap-4 group-has-[[value=all]:checked]/triggers:hidden group-has-[[value=none]:checked]/triggers:hidden sm:grid-cols-3">
        <div className="group-has-[[value=advanced]:checked]/triggers:hidden">
          <Field
            name="trigger.operator"
            label={m.bots_trigger_operator()}
            error={botFieldError(refusal, "triggers.operator")}
          >
            {(control) => (
              <NativeSelect {...control} defaultValue={valueOf(values, "trigger.operator") || "contains"}>
                {triggerOperators.map((operator) => (
                  <option key={operator} value={operator}>
                    {operatorTexts[operator]()}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
        </div>
        <Field
          name="trigger.value"
          label={m.bots_trigger_value()}
          error={botFieldError(refusal, "triggers.value")}
          className="sm:col-span-2"
        >
          {(control) => (
            <Input {...control} maxLength={500} autoComplete="off" defaultValue={valueOf(values, "trigger.value")} />
          )}
        </Field>
        <p className="hidden text-[0.8125rem] text-ink-faint group-has-[[value=advanced]:checked]/triggers:block sm:col-span-3">
          {m.bots_trigger_advanced_hint()}
        </p>
      </div>
    </fieldset>
  );
}

export const triggerTitles: Record<(typeof triggerTypes)[number], () => string> = {
  all: m.bots_trigger_all,
  keyword: m.bots_trigger_keyword,
  none: m.bots_trigger_none,
  advanced: m.bots_trigger_advanced,
};

const triggerNotes: Record<(typeof triggerTypes)[number], () => string> = {
  all: m.bots_trigger_all_note,
  keyword: m.bots_trigger_keyword_note,
  none: m.bots_trigger_none_note,
  advanced: m.bots_trigger_advanced_note,
};

export const operatorTexts: Record<(typeof triggerOperators)[number], () => string> = {
  equals: m.bots_operator_equals,
  contains: m.bots_operator_contains,
  startsWith: m.bots_operator_starts_with,
  endsWith: m.bots_operator_ends_with,
  regex: m.bots_operator_regex,
};
