import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { serverFieldRefusal } from "./refusal-text";

interface ServerFieldsProps {
  /** The environment's own address and key are changed there. */
  kind: "new" | "known" | "environment";
  refusal: Refusal | undefined;
  values: Record<string, string | undefined>;
}

/** What can be said about a server. */
export function ServerFields({ kind, refusal, values }: ServerFieldsProps) {
  return (
    <>
      <Field name="name" label={m.servers_field_name()} error={serverFieldRefusal(refusal, "name")}>
        {(field) => <Input {...field} required maxLength={60} autoComplete="off" defaultValue={values.name} />}
      </Field>
      {kind === "new" ? <AddressField refusal={refusal} value={values.baseUrl} /> : null}
      {kind === "environment" ? null : <KeyField refusal={refusal} fresh={kind === "new"} />}
      <Field
        name="capacity"
        label={m.servers_field_capacity()}
        hint={m.servers_field_capacity_hint()}
        error={serverFieldRefusal(refusal, "capacity")}
      >
        {(field) => (
          <Input {...field} type="number" required min={0} max={100_000} step={1} defaultValue={values.capacity} />
        )}
      </Field>
      <Field
        name="weight"
        label={m.servers_field_weight()}
        hint={m.servers_field_weight_hint()}
        error={serverFieldRefusal(refusal, "weight")}
      >
        {(field) => <Input {...field} type="number" required min={1} max={100} step={1} defaultValue={values.weight} />}
      </Field>
    </>
  );
}

export function AddressField({ refusal, value }: { refusal: Refusal | undefined; value: string | undefined }) {
  return (
    <Field
      name="baseUrl"
      label={m.servers_field_url()}
      hint={m.servers_field_url_hint()}
      error={serverFieldRefusal(refusal, "baseUrl")}
    >
      {(field) => (
        <Input
          {...field}
          type="url"
          required
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          defaultValue={value}
        />
      )}
    </Field>
  );
}

/** Never filled in again: a key that was sent does not come back in a page. */
export function KeyField({ refusal, fresh = true }: { refusal: Refusal | undefined; fresh?: boolean }) {
  return (
    <Field
      name="globalKey"
      label={fresh ? m.servers_field_key() : m.servers_field_key_new()}
      hint={fresh ? m.servers_field_key_hint() : m.servers_field_key_new_hint()}
      error={serverFieldRefusal(refusal, "globalKey")}
    >
      {(field) => (
        <Input {...field} type="password" required={fresh} maxLength={512} autoComplete="off" spellCheck={false} />
      )}
    </Field>
  );
}
