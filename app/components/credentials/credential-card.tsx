import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { BotRefusalAlert } from "#app/components/bots/bot-refusal-alert";
import { botFieldError, botRefusalText } from "#app/components/bots/bot-refusal";
import { valueOf } from "#app/components/bots/bot-values";
import { CheckResult } from "#app/components/bots/check-result";
import type { KindForm } from "#app/components/bots/kind-form";
import { SecretFields } from "#app/components/bots/secret-fields";
import { Alert } from "#app/components/ui/alert";
import { Button } from "#app/components/ui/button";
import { Card, CardBody } from "#app/components/ui/card";
import { ConfirmDialog } from "#app/components/ui/confirm-dialog";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { Time } from "#app/components/ui/time";
import { botKindTitles, type PublicCredential } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import type { CredentialAnswer } from "./credential-answer";

interface CredentialCardProps {
  credential: PublicCredential;
  secret: KindForm["secret"];
  /** The page's own answer, where a form was sent without JavaScript. */
  answer: CredentialAnswer | undefined;
}

/** One credential: what it is for, who uses it, whether it opens, and another secret for it. */
export function CredentialCard({ credential, secret, answer }: CredentialCardProps) {
  const fetcher = useFetcher<CredentialAnswer>({ key: `credential:${credential.id}` });
  const fetched = fetcher.data as CredentialAnswer | undefined;
  const mine = fetched ?? (answer?.id === credential.id && answer.intent !== "create" ? answer : undefined);
  const pending = fetcher.formData?.get("intent");
  const isUsed = credential.bots > 0;
  return (
    <Card data-credential={credential.name}>
      <CardBody className="grid gap-4">
        <div className="min-w-0">
          <h2 className="text-[0.9375rem] font-semibold break-words">{credential.name}</h2>
          <p className="mt-0.5 text-[0.8125rem] break-words text-ink-soft">
            {botKindTitles[credential.kind]} · <code className="font-mono">{credential.hint}</code>
            {credential.instance && ` · ${credential.instance}`}
          </p>
          {credential.baseUrl && <p className="text-[0.8125rem] break-all text-ink-soft">{credential.baseUrl}</p>}
          <p className="mt-1 text-[0.8125rem] text-ink-faint">
            {m.bots_credential_used({ count: credential.bots })} · {m.bots_changed()} <Time at={credential.updatedAt} />
          </p>
        </div>
        {mine?.intent === "check" && <BotRefusalAlert refusal={mine.refusal} />}
        {mine?.intent === "delete" && mine.refusal && (
          <Alert tone="bad">
            {mine.refusal.code === "conflict" ? m.bots_refusal_in_use() : botRefusalText(mine.refusal)}
          </Alert>
        )}
        {mine?.intent === "check" && <CheckResult check={mine.check ?? null} />}
        <div className="flex flex-wrap gap-2">
          {/* Providers have a list of models, which costs nothing to ask for; other far ends are asked by their bots. */}
          {credential.kind === "openai" && (
            <fetcher.Form method="post" className="contents">
              <input type="hidden" name="id" value={credential.id} />
              <Button
                type="submit"
                size="small"
                name="intent"
                value="check"
                pending={pending === "check"}
                aria-label={m.bots_credential_check_named({ name: credential.name })}
              >
                {m.bots_credential_check()}
              </Button>
            </fetcher.Form>
          )}
          <ConfirmDialog
            trigger={
              <Button
                size="small"
                variant="ghost"
                disabled={isUsed}
                title={isUsed ? m.bots_refusal_in_use() : undefined}
                aria-label={m.bots_credential_delete_named({ name: credential.name })}
              >
                {m.bots_credential_delete()}
              </Button>
            }
            title={m.bots_credential_delete_named({ name: credential.name })}
            description={m.bots_credential_delete_question()}
            confirmLabel={m.bots_credential_delete()}
            intent="delete"
            hiddenFields={{ id: credential.id }}
          />
        </div>
        {isUsed && <p className="-mt-2 text-xs text-ink-faint">{m.bots_refusal_in_use()}</p>}
        <Change credential={credential} secret={secret} fetcher={fetcher} answer={mine} />
      </CardBody>
    </Card>
  );
}

interface ChangeProps extends CredentialCardProps {
  fetcher: ReturnType<typeof useFetcher<CredentialAnswer>>;
}

function Change({ credential, secret, fetcher, answer }: ChangeProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const mine = answer?.intent === "change" ? answer : undefined;
  const isSaved = mine !== undefined && !mine.refusal && fetcher.state === "idle";
  useEffect(() => {
    if (!isSaved) return;
    // Saved: the lines above show it, and the secret must not be sent once more.
    form.current?.reset();
    if (details.current) details.current.open = false;
  }, [isSaved]);
  const refusal = mine?.refusal;
  const values = mine?.values ?? {};
  return (
    <details ref={details} open={refusal ? true : undefined}>
      <summary className="w-fit cursor-pointer text-[0.8125rem] font-medium text-ink-soft hover:text-ink">
        {m.bots_credential_change()}
      </summary>
      <fetcher.Form ref={form} method="post" className="mt-3 grid gap-4">
        <BotRefusalAlert refusal={refusal} said={["name", "secret", "baseUrl"]} />
        <input type="hidden" name="id" value={credential.id} />
        <Field name="name" label={m.bots_credential_name()} error={botFieldError(refusal, "name")}>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={100}
              autoComplete="off"
              defaultValue={valueOf(values, "name") || credential.name}
            />
          )}
        </Field>
        <SecretFields secret={secret} isKept refusal={refusal} />
        {credential.kind === "openai" && (
          <Field
            name="baseUrl"
            label={m.bots_base_url()}
            hint={m.bots_base_url_hint()}
            error={botFieldError(refusal, "baseUrl")}
          >
            {(control) => (
              <Input
                {...control}
                type="url"
                maxLength={2_048}
                autoComplete="off"
                defaultValue={values["baseUrl"]?.[0] ?? credential.baseUrl ?? ""}
              />
            )}
          </Field>
        )}
        <div>
          <Button
            type="submit"
            size="small"
            variant="primary"
            name="intent"
            value="change"
            pending={fetcher.formData?.get("intent") === "change"}
          >
            {m.bots_save()}
          </Button>
        </div>
      </fetcher.Form>
    </details>
  );
}
