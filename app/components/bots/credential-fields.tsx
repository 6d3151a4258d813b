import { Field } from "#app/components/ui/field";
import { NativeSelect } from "#app/components/ui/native-select";
import { TextLink } from "#app/components/ui/text-link";
import type { PublicBot, PublicCredential } from "#workers/domain/bot";
import type { Refusal } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { botFieldError } from "./bot-refusal";
import { valueOf, type BotValues } from "./bot-values";
import type { KindForm } from "./kind-form";
import { SecretFields } from "./secret-fields";

interface CredentialFieldsProps {
  secret: KindForm["secret"];
  credentials: readonly PublicCredential[];
  /** The credential that the bot has now. */
  current?: PublicBot["credential"];
  values: BotValues;
  refusal: Refusal | undefined;
}

/** What opens the far end: one of the tenant's credentials, or a secret of this bot's own. */
export function CredentialFields({ secret, credentials, current, values, refusal }: CredentialFieldsProps) {
  if (secret === "none") return null;
  const isNeeded = secret === "credential";
  const chosen = valueOf(values, "credentialId") || (isNeeded ? (credentials[0]?.id ?? "own") : "none");
  return (
    <fieldset className="group/credential grid gap-3">
      <legend className="sr-only">{m.bots_credential()}</legend>
      <Field
        name="credentialId"
        label={m.bots_credential()}
        hint={
          <>
            {m.bots_credential_hint()} <TextLink to="/bots/credentials">{m.bots_credentials_title()}</TextLink>
          </>
        }
        error={botFieldError(refusal, "credentialId")}
      >
        {(control) => (
          <NativeSelect {...control} defaultValue={chosen}>
            {!isNeeded && <option value="none">{m.bots_credential_none()}</option>}
            {credentials.map(({ id, name, hint }) => (
              <option key={id} value={id}>
                {`${name} (${hint})`}
              </option>
            ))}
            <option value="own">
              {current?.isOwn ? m.bots_credential_own_kept({ hint: current.hint }) : m.bots_credential_own()}
            </option>
          </NativeSelect>
        )}
      </Field>
      {/* Shown only while its choice stands, also without scripts. */}
      <div className="hidden gap-3 group-has-[option[value=own]:checked]/credential:grid">
        <SecretFields secret={secret} isKept={current?.isOwn ?? false} refusal={refusal} />
      </div>
    </fieldset>
  );
}
