import { data } from "@remix-run/cloudflare";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { RefusalAlert } from "#app/components/instances/refusal-alert";
import { SwitchRow } from "#app/components/instances/switch-row";
import { Button } from "#app/components/ui/button";
import { Card, CardBody } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { PageHeader } from "#app/components/ui/page-header";
import { requireTenant } from "#app/session/require-tenant";
import { m } from "#workers/i18n/paraglide/messages";
import { readInstanceSettings } from "#workers/services/instances/read-settings";
import { saveInstanceSettings } from "#workers/services/instances/save-settings";
import { refused } from "./refused.server";
import { valueOf } from "./value-of.server";

export const meta: MetaFunction = ({ params }) => [{ title: `${m.instances_settings()} · ${params.name} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx } = requireTenant(args);
  const name = args.params.name ?? "";
  return { name, settings: valueOf(await readInstanceSettings(ctx, { name })) };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx } = requireTenant(args);
  const form = await args.request.formData();
  const saved = await saveInstanceSettings(ctx, {
    name: args.params.name ?? "",
    settings: {
      rejectCall: form.has("rejectCall"),
      msgCall: String(form.get("msgCall") ?? ""),
      groupsIgnore: form.has("groupsIgnore"),
      alwaysOnline: form.has("alwaysOnline"),
      readMessages: form.has("readMessages"),
      readStatus: form.has("readStatus"),
      syncFullHistory: form.has("syncFullHistory"),
    },
  });
  if (!saved.ok) return refused({ ok: false as const, refusal: saved.refusal });
  return data({ ok: true as const });
}

/** How the linked account behaves by itself. */
export default function InstanceSettings() {
  const { name, settings } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const pending = useNavigation().formMethod === "POST";
  const refusal = answer && !answer.ok ? answer.refusal : undefined;
  return (
    <div className="max-w-2xl">
      <PageHeader
        back={
          <Link to={`/instances/${encodeURIComponent(name)}`} className="hover:text-ink hover:underline">
            {name}
          </Link>
        }
        title={m.instances_settings()}
        description={m.instances_settings_description()}
      />
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
            <div className="flex items-center gap-3">
              <Button type="submit" variant="primary" name="intent" value="settings" pending={pending}>
                {m.instances_save()}
              </Button>
              <span role="status" className="text-good-ink">
                {answer?.ok && !pending ? m.instances_saved() : null}
              </span>
            </div>
          </Form>
        </CardBody>
      </Card>
    </div>
  );
}
