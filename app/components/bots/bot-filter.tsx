import { Form, useSubmit } from "@remix-run/react";
import { Button } from "#app/components/ui/button";
import { NativeSelect } from "#app/components/ui/native-select";
import { botKinds, botKindTitles } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import { botStates, botStateText } from "./bot-state";

export interface BotFilterValues {
  kind: string;
  instance: string;
  state: string;
}

/** Kind, instance and state as a GET form: the address says what is shown, and can be sent to a colleague. */
export function BotFilter({ values, instances }: { values: BotFilterValues; instances: readonly string[] }) {
  const submit = useSubmit();
  return (
    <Form
      method="get"
      role="search"
      className="flex flex-wrap items-end gap-2"
      onChange={(event) => submit(event.currentTarget, { replace: true })}
    >
      <Choice name="kind" label={m.bots_filter_kind()} value={values.kind} any={m.bots_filter_any_kind()}>
        {botKinds.map((kind) => [kind, botKindTitles[kind]])}
      </Choice>
      <Choice
        name="instance"
        label={m.bots_filter_instance()}
        value={values.instance}
        any={m.bots_filter_any_instance()}
      >
        {instances.map((name) => [name, name])}
      </Choice>
      <Choice name="state" label={m.bots_filter_state()} value={values.state} any={m.bots_filter_any_state()}>
        {botStates.map((state) => [state, botStateText(state)])}
      </Choice>
      <Button type="submit">{m.bots_filter_submit()}</Button>
    </Form>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string;
  any: string;
  children: [value: string, text: string][];
}

function Choice({ name, label, value, any, children }: ChoiceProps) {
  return (
    <label className="min-w-0 max-sm:grow">
      <span className="sr-only">{label}</span>
      <NativeSelect name={name} defaultValue={value}>
        <option value="">{any}</option>
        {children.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </NativeSelect>
    </label>
  );
}
