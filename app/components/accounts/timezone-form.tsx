import { Form } from "@remix-run/react";
import { Field } from "#app/components/ui/field";
import { FormFoot } from "#app/components/ui/form-foot";
import { NativeSelect } from "#app/components/ui/native-select";
import { m } from "#workers/i18n/paraglide/messages";

interface TimezoneFormProps {
  timezone: string;
  zones: string[];
  editable: boolean;
  saved: boolean;
  error: string | null;
  pending: boolean;
}

/** Where the days of the tenant's figures begin. */
export function TimezoneForm({ timezone, zones, editable, saved, error, pending }: TimezoneFormProps) {
  return (
    <Form method="post" className="grid max-w-md gap-3">
      <Field
        label={m.analytics_settings_timezone()}
        name="timezone"
        error={error}
        hint={editable ? undefined : m.analytics_settings_forbidden()}
      >
        {(control) => (
          <NativeSelect {...control} defaultValue={timezone} disabled={!editable}>
            {zones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {editable && (
        <FormFoot
          size="small"
          intent="timezone"
          label={m.analytics_settings_save()}
          pending={pending}
          done={saved ? m.analytics_settings_saved() : null}
        />
      )}
    </Form>
  );
}
