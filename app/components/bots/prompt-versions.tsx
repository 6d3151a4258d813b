import { Form } from "@remix-run/react";
import { Badge } from "#app/components/ui/badge";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { ConfirmDialog } from "#app/components/ui/confirm-dialog";
import { Field } from "#app/components/ui/field";
import { LinkButton } from "#app/components/ui/link-button";
import { NativeSelect } from "#app/components/ui/native-select";
import { Time } from "#app/components/ui/time";
import type { PromptVersion } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import { PromptDiff } from "./prompt-diff";

interface PromptVersionsProps {
  current: number | null;
  versions: readonly PromptVersion[];
  /** The two that are compared, the earlier one first. */
  compared: [PromptVersion, PromptVersion] | null;
}

/** Every version of a prompt: what changed from one to another, and the way back to each. */
export function PromptVersions({ current, versions, compared }: PromptVersionsProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.bots_prompt_versions()}</CardTitle>
      </CardHeader>
      <CardBody className="grid gap-5">
        <ol className="divide-y divide-line">
          {versions.map((version) => (
            <Version key={version.version} version={version} current={current} />
          ))}
        </ol>
        {versions.length > 1 && <Compare versions={versions} compared={compared} />}
        {compared && <PromptDiff before={compared[0]} after={compared[1]} />}
      </CardBody>
    </Card>
  );
}

function Version({
  version: { version, note, createdAt },
  current,
}: {
  version: PromptVersion;
  current: number | null;
}) {
  const isCurrent = version === current;
  return (
    <li
      data-version={version}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0"
    >
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {m.bots_prompt_version({ version })}
          {isCurrent && <Badge tone="good">{m.bots_prompt_current()}</Badge>}
        </span>
        <span className="block text-[0.8125rem] break-words text-ink-soft">
          <Time at={createdAt} />
          {note && ` · ${note}`}
        </span>
      </span>
      {!isCurrent && current !== null && (
        <span className="flex flex-wrap gap-1.5">
          <LinkButton
            size="small"
            to={`?before=${Math.min(version, current)}&after=${Math.max(version, current)}`}
            preventScrollReset
            aria-label={m.bots_prompt_compare_named({ version })}
          >
            {m.bots_prompt_compare()}
          </LinkButton>
          <ConfirmDialog
            trigger={
              <Button size="small" aria-label={m.bots_prompt_restore_named({ version })}>
                {m.bots_prompt_restore()}
              </Button>
            }
            title={m.bots_prompt_restore_named({ version })}
            description={m.bots_prompt_restore_question()}
            confirmLabel={m.bots_prompt_restore()}
            intent="restore"
            hiddenFields={{ version: String(version) }}
            tone="primary"
          />
        </span>
      )}
    </li>
  );
}

/** A GET form: the address names the two, and can be sent to a colleague. */
function Compare({ versions, compared }: Pick<PromptVersionsProps, "versions" | "compared">) {
  const [latest, one] = versions;
  const [before, after] = compared ?? [one!, latest!];
  return (
    <Form
      key={`${before.version}|${after.version}`}
      method="get"
      preventScrollReset
      className="flex flex-wrap items-end gap-3 border-t border-line pt-4"
    >
      <VersionSelect name="before" label={m.bots_prompt_from()} value={before.version} versions={versions} />
      <VersionSelect name="after" label={m.bots_prompt_to()} value={after.version} versions={versions} />
      <Button type="submit">{m.bots_prompt_compare()}</Button>
    </Form>
  );
}

interface VersionSelectProps {
  name: string;
  label: string;
  value: number;
  versions: readonly PromptVersion[];
}

function VersionSelect({ name, label, value, versions }: VersionSelectProps) {
  return (
    <Field name={name} label={label}>
      {(control) => (
        <NativeSelect {...control} defaultValue={String(value)}>
          {versions.map(({ version }) => (
            <option key={version} value={version}>
              {m.bots_prompt_version({ version })}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}
