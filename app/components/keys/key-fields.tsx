import type { ReactNode } from "react";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { Textarea } from "#app/components/ui/textarea";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { keyError } from "./key-errors";
import type { KeyValues } from "./key-values";
import { ScopePicker } from "./scope-picker";

export interface KeyFieldsProps {
  values: KeyValues;
  refusal: Refusal | undefined;
  /** Beside the name: what can be chosen at the birth of a key only. */
  atBirth?: ReactNode;
}

/** What can be chosen for a key, at its birth and later: in a grid of three columns. */
export function KeyFields({ values, refusal, atBirth }: KeyFieldsProps) {
  const error = (field: Parameters<typeof keyError>[2]) => keyError(refusal, values, field);
  return (
    <>
      <Field name="name" label={m.keys_field_name()} hint={m.keys_field_name_hint()} error={error("name")}>
        {(field) => <Input {...field} required maxLength={80} autoComplete="off" defaultValue={values.name} />}
      </Field>
      {atBirth}
      <Field name="expires" label={m.keys_field_expires()} hint={m.keys_field_expires_hint()} error={error("expires")}>
        {(field) => <Input {...field} type="date" placeholder="2027-01-31" defaultValue={values.expires} />}
      </Field>
      <Field name="messages" label={m.keys_field_limit()} hint={m.keys_field_limit_hint()} error={error("messages")}>
        {(field) => <Count {...field} max={1_000_000_000} defaultValue={values.messages} />}
      </Field>
      <Field
        name="requests"
        label={m.keys_field_requests()}
        hint={m.keys_field_requests_hint()}
        error={error("requests")}
      >
        {(field) => <Count {...field} max={10_000_000} defaultValue={values.requests} />}
      </Field>
      <Field
        name="networks"
        label={m.keys_field_networks()}
        hint={m.keys_field_networks_hint()}
        error={error("networks")}
        className={atBirth ? undefined : "sm:col-span-2"}
      >
        {(field) => (
          <Textarea
            {...field}
            rows={2}
            spellCheck={false}
            autoCapitalize="off"
            className="font-mono"
            placeholder={"203.0.113.0/24\n2001:db8::7"}
            defaultValue={values.networks}
          />
        )}
      </Field>
      <div className="sm:col-span-full">
        <ScopePicker values={values} error={error("scopes")} />
      </div>
    </>
  );
}

function Count(props: React.InputHTMLAttributes<HTMLInputElement>) {
  return <Input type="number" inputMode="numeric" min={0} step={1} {...props} />;
}
