import { Form } from "@remix-run/react";
import { Card, CardBody } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { FormFoot } from "#app/components/ui/form-foot";
import { Input } from "#app/components/ui/input";
import type { InstanceSettings } from "#workers/domain/instance";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { RefusalAlert } from "./refusal-alert";
import { SwitchRow } from "./switch-row";

export interface SettingsCardProps {
  settings: InstanceSettings;
  refusal: Refusal | undefined;
  pending: boolean;
  saved: boolean;
}

/** What upstream does by itself for the linked account. */
export function SettingsCard({ settings, refusal, pending, saved }: SettingsCardProps) {
  return (
    <Card>
      <CardBody>
        <Form method="post" className="space-y-5">
          <RefusalAlert refusal={refusal} />
          <SwitchRow
            name="rejectCall"
            label={m.instances_set_reject_call()}
            note={m.instances_set_reject_call_note()}
            on={settings.rejectCall}
          />
          <Field name="msgCall" label={m.instances_set_msg_call()} hint={m.instances_set_msg_call_note()}>
            {(field) => <Input {...field} maxLength={1000} defaultValue={settings.msgCall} autoComplete="off" />}
          </Field>
          <SwitchRow
            name="groupsIgnore"
            label={m.instances_set_groups_ignore()}
            note={m.instances_set_groups_ignore_note()}
            on={settings.groupsIgnore}
          />
          <SwitchRow
            name="alwaysOnline"
            label={m.instances_set_always_online()}
            note={m.instances_set_always_online_note()}
            on={settings.alwaysOnline}
          />
          <SwitchRow
            name="readMessages"
            label={m.instances_set_read_messages()}
            note={m.instances_set_read_messages_note()}
            on={settings.readMessages}
          />
          <SwitchRow
            name="readStatus"
            label={m.instances_set_read_status()}
            note={m.instances_set_read_status_note()}
            on={settings.readStatus}
          />
          <SwitchRow
            name="syncFullHistory"
            label={m.instances_set_sync_history()}
            note={m.instances_set_sync_history_note()}
            on={settings.syncFullHistory}
          />
          <FormFoot
            intent="settings"
            label={m.instances_save()}
            pending={pending}
            done={saved ? m.instances_saved() : null}
          />
        </Form>
      </CardBody>
    </Card>
  );
}
