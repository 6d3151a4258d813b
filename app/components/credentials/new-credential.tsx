import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { BotRefusalAlert } from "#app/components/bots/bot-refusal-alert";
import { botFieldError } from "#app/components/bots/bot-refusal";
import { valueOf } from "#app/components/bots/bot-values";
import type { KindForm } from "#app/components/bots/kind-form";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { Field } from "#app/components/ui/field";
import { Input } from "#app/components/ui/input";
import { NativeSelect } from "#app/components/ui/native-select";
import { botKindTitles } from "#workers/domain/bot";
import { m } from "#workers/i18n/paraglide/messages";
import type { CredentialAnswer } from "./credential-answer";

interface NewCredentialProps {
  kinds: readonly KindForm[];
  answer: CredentialAnswer | undefined;
}

/** One more secret. Which fields it has depends on the kind, and the style sheet shows those, also without scripts. */
export function NewCredential({ kinds, answer }: NewCredentialProps) {
  const { refusal, values = {} } = answer ?? {};
  const pending = useNavigation().formData?.get("intent") === "create";
  const error = botFieldError(refusal, "secret");
  // The first answer of the server is drawn once; afterwards the field is the person's.
  const [first] = useState(valueOf(values, "kind") || "openai");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{m.bots_credential_new()}</CardTitle>
      </CardHeader>
      <CardBody>
        <Form method="post" className="group/secret grid gap-4 sm:grid-cols-2">
          <div className="empty:hidden sm:col-span-full">
            <BotRefusalAlert refusal={refusal} said={["kind", "name", "secret", "baseUrl"]} />
          </div>
          <Field name="kind" label={m.bots_credential_kind()} error={botFieldError(refusal, "kind")}>
            {(control) => (
              <NativeSelect {...control} defaultValue={first}>
                {kinds.map(({ kind }) => (
                  <option key={kind} value={kind}>
                    {botKindTitles[kind]}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
          <Field
            name="name"
            label={m.bots_credential_name()}
            hint={m.bots_credential_name_hint()}
            error={botFieldError(refusal, "name")}
          >
            {(control) => (
              <Input {...control} required maxLength={100} autoComplete="off" defaultValue={valueOf(values, "name")} />
            )}
          </Field>
          <div className="group-has-[option[value=n8n]:checked]/secret:hidden">
            <Field name="secret.apiKey" label={m.bots_secret_key()} hint={m.bots_secret_hint()} error={error}>
              {(control) => (
                <Input {...control} type="password" maxLength={4_000} autoComplete="new-password" spellCheck={false} />
              )}
            </Field>
          </div>
          <div className="hidden group-has-[option[value=openai]:checked]/secret:block">
            <Field
              name="baseUrl"
              label={m.bots_base_url()}
              hint={m.bots_base_url_hint()}
              error={botFieldError(refusal, "baseUrl")}
              aside={m.bots_optional()}
            >
              {(control) => (
                <Input
                  {...control}
                  type="url"
                  maxLength={2_048}
                  autoComplete="off"
                  spellCheck={false}
                  defaultValue={valueOf(values, "baseUrl")}
                  placeholder="https://api.openai.com/v1"
                />
              )}
            </Field>
          </div>
          <div className="hidden gap-4 group-has-[option[value=n8n]:checked]/secret:contents">
            <Field name="secret.user" label={m.bots_secret_user()} hint={m.bots_secret_hint()} error={error}>
              {(control) => <Input {...control} maxLength={1_000} autoComplete="off" spellCheck={false} />}
            </Field>
            <Field name="secret.password" label={m.bots_secret_password()}>
              {(control) => <Input {...control} type="password" maxLength={4_000} autoComplete="new-password" />}
            </Field>
          </div>
          <div className="sm:col-span-full">
            <Button type="submit" variant="primary" name="intent" value="create" pending={pending}>
              {m.bots_credential_create()}
            </Button>
          </div>
        </Form>
      </CardBody>
    </Card>
  );
}
