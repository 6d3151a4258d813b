import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { NativeSelect } from "#app/components/ui/native-select";
import { Textarea } from "#app/components/ui/textarea";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { AccessChoice } from "./access-choice";
import { endpointError, type EndpointField } from "./endpoint-errors";
import type { EndpointValues } from "./endpoint-values";
import { EventChoice } from "./event-choice";

export interface EndpointFieldsProps {
  values: EndpointValues;
  refusal: Refusal | undefined;
  /** Names that can be ticked. */
  instances: readonly string[];
  ownTypes: readonly string[];
  /** Names of the headers that are there already. */
  headers?: readonly string[];
}

/** What can be chosen for an endpoint, at its birth and later. */
export function EndpointFields({ values, refusal, instances, ownTypes, headers = [] }: EndpointFieldsProps) {
  const error = (field: EndpointField) => endpointError(refusal, field);
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="url" label={m.webhooks_field_url()} hint={m.webhooks_field_url_hint()} error={error("url")}>
          {(field) => (
            <Input
              {...field}
              type="url"
              required
              maxLength={2048}
              autoComplete="off"
              placeholder="https://example.com/hooks/zapin"
              defaultValue={values.url}
            />
          )}
        </Field>
        <Field
          name="description"
          label={m.webhooks_field_description()}
          hint={m.webhooks_field_description_hint()}
          error={error("description")}
        >
          {(field) => <Input {...field} maxLength={200} autoComplete="off" defaultValue={values.description} />}
        </Field>
      </div>
      <AccessChoice
        name="instanceAccess"
        label={m.webhooks_field_instances()}
        chosen={values.instanceAccess}
        all={
          <>
            {m.webhooks_instances_all()} <span className="text-ink-faint">{m.webhooks_instances_all_note()}</span>
          </>
        }
        some={m.webhooks_only_ticked()}
        error={error("instances")}
      >
        <InstanceBoxes names={[...new Set([...instances, ...values.instances])]} chosen={values.instances} />
      </AccessChoice>
      <EventChoice values={values} ownTypes={ownTypes} error={error("events")} />
      <div className="grid gap-4 sm:grid-cols-3">
        <Field name="format" label={m.webhooks_field_format()} hint={m.webhooks_field_format_hint()}>
          {(field) => (
            <NativeSelect {...field} defaultValue={values.format}>
              <option value="evolution">{m.webhooks_format_evolution()}</option>
              <option value="zapin">{m.webhooks_format_zapin()}</option>
            </NativeSelect>
          )}
        </Field>
        <Field
          name="concurrency"
          label={m.webhooks_field_concurrency()}
          hint={m.webhooks_field_concurrency_hint()}
          error={error("concurrency")}
        >
          {(field) => <Count {...field} max={50} required defaultValue={values.concurrency} />}
        </Field>
        <Field
          name="ratePerSecond"
          label={m.webhooks_field_rate()}
          hint={m.webhooks_field_rate_hint()}
          error={error("ratePerSecond")}
        >
          {(field) => <Count {...field} max={1_000} defaultValue={values.ratePerSecond} />}
        </Field>
      </div>
      <Field
        name="headers"
        label={m.webhooks_field_headers()}
        hint={
          headers.length > 0
            ? m.webhooks_field_headers_kept({ names: headers.join(", ") })
            : m.webhooks_field_headers_hint()
        }
        error={error("headers")}
      >
        {(field) => (
          <Textarea
            {...field}
            rows={3}
            spellCheck={false}
            autoCapitalize="off"
            className="font-mono"
            placeholder={"Authorization: Bearer …\nX-Shop: 12"}
            defaultValue={values.headers}
          />
        )}
      </Field>
      {headers.length > 0 && (
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            name="withoutHeaders"
            defaultChecked={values.withoutHeaders}
            className="size-4 shrink-0 accent-accent"
          />
          {m.webhooks_field_headers_remove()}
        </label>
      )}
    </>
  );
}

function InstanceBoxes({ names, chosen }: { names: readonly string[]; chosen: readonly string[] }) {
  if (names.length === 0) return <p className="text-ink-soft">{m.webhooks_instances_none()}</p>;
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label={m.webhooks_field_instances()}
      className="grid max-h-60 gap-x-4 overflow-y-auto rounded-control border border-line p-3 sm:grid-cols-2"
    >
      {names.map((name) => (
        <label key={name} className="flex min-w-0 items-center gap-2 py-1">
          <input
            type="checkbox"
            name="instances"
            value={name}
            defaultChecked={chosen.includes(name)}
            className="size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0 truncate">{name}</span>
        </label>
      ))}
    </div>
  );
}

function Count(props: React.InputHTMLAttributes<HTMLInputElement>) {
  return <Input type="number" inputMode="numeric" min={1} step={1} {...props} />;
}
