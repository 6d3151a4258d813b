import { Form } from "@remix-run/react";
import { Button } from "#app/components/ui/button";
import { Field } from "#app/components/ui/field";
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
      <input type="hidden" name="intent" value="timezone" />
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
      <div className="flex items-center gap-3">
        {editable && (
          <Button type="submit" size="small" pending={pending}>
            {m.analytics_settings_save()}
          </Button>
        )}
        <span role="status" className="text-[0.8125rem] text-good-ink">
          {saved ? m.analytics_settings_saved() : ""}
        </span>
      </div>
    </Form>
  );
}
