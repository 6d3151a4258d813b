import { SwitchRow } from "#app/components/instances/switch-row";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { Textarea } from "#app/components/ui/textarea";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { botFieldError } from "./bot-refusal";
import { valueOf, type BotValues } from "./bot-values";

interface BehaviourFieldsProps {
  values: BotValues;
  refusal: Refusal | undefined;
}

/** How the bot behaves in a conversation. What is left empty is as the instance's settings say. */
export function BehaviourFields({ values, refusal }: BehaviourFieldsProps) {
  return (
    <div className="grid gap-6">
      <div className="grid gap-4 sm:grid-cols-2">
        {figures.map(({ name, label, hint, max }) => (
          <Field
            key={name}
            name={`behaviour.${name}`}
            label={label()}
            hint={hint()}
            error={botFieldError(refusal, `behaviour.${name}`)}
          >
            {(control) => (
              <Input
                {...control}
                type="number"
                min={0}
                max={max}
                step={1}
                defaultValue={valueOf(values, `behaviour.${name}`)}
              />
            )}
          </Field>
        ))}
        <Field
          name="behaviour.keywordFinish"
          label={m.bots_behaviour_finish()}
          hint={m.bots_behaviour_finish_hint()}
          error={botFieldError(refusal, "behaviour.keywordFinish")}
        >
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              autoComplete="off"
              defaultValue={valueOf(values, "behaviour.keywordFinish")}
              placeholder="#exit"
            />
          )}
        </Field>
        <Field
          name="behaviour.unknownMessage"
          label={m.bots_behaviour_unknown()}
          hint={m.bots_behaviour_unknown_hint()}
          error={botFieldError(refusal, "behaviour.unknownMessage")}
        >
          {(control) => (
            <Input
              {...control}
              maxLength={4_000}
              autoComplete="off"
              defaultValue={valueOf(values, "behaviour.unknownMessage")}
            />
          )}
        </Field>
      </div>
      <Field
        name="fallbackText"
        label={m.bots_fallback()}
        hint={m.bots_fallback_hint()}
        error={botFieldError(refusal, "fallbackText")}
      >
        {(control) => (
          <Textarea {...control} rows={2} maxLength={4_000} defaultValue={valueOf(values, "fallbackText")} />
        )}
      </Field>
      <div className="grid gap-4">
        {switches.map(({ name, label, note }) => (
          <SwitchRow
            key={name}
            name={`behaviour.${name}`}
            label={label()}
            note={note()}
            on={valueOf(values, `behaviour.${name}`) === "on"}
          />
        ))}
      </div>
      <Field
        name="behaviour.ignoreJids"
        label={m.bots_behaviour_ignored()}
        hint={m.bots_behaviour_ignored_hint()}
        error={botFieldError(refusal, "behaviour.ignoreJids")}
        aside={m.bots_optional()}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            spellCheck={false}
            defaultValue={valueOf(values, "behaviour.ignoreJids")}
            placeholder="5511987654321"
          />
        )}
      </Field>
    </div>
  );
}

const figures = [
  { name: "expire", label: m.bots_behaviour_expire, hint: m.bots_behaviour_expire_hint, max: 1_000_000 },
  { name: "debounceTime", label: m.bots_behaviour_debounce, hint: m.bots_behaviour_debounce_hint, max: 600 },
  { name: "delayMessage", label: m.bots_behaviour_delay, hint: m.bots_behaviour_delay_hint, max: 600_000 },
  { name: "timePerChar", label: m.bots_behaviour_typing, hint: m.bots_behaviour_typing_hint, max: 600_000 },
];

const switches = [
  { name: "stopBotFromMe", label: m.bots_behaviour_stop, note: m.bots_behaviour_stop_note },
  { name: "listeningFromMe", label: m.bots_behaviour_listen, note: m.bots_behaviour_listen_note },
  { name: "keepOpen", label: m.bots_behaviour_keep, note: m.bots_behaviour_keep_note },
  { name: "splitMessages", label: m.bots_behaviour_split, note: m.bots_behaviour_split_note },
];
