import { Badge } from "#app/components/ui/badge";
import { Button } from "#app/components/ui/button";
import { Card } from "#app/components/ui/card";
import { ConfirmDialog } from "#app/components/ui/confirm-dialog";
import { LinkButton } from "#app/components/ui/link-button";
import { Meter } from "#app/components/ui/meter";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import { Time } from "#app/components/ui/time";
import type { PublicKey } from "#workers/domain/key";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";
import { RotateDialog } from "./rotate-dialog";
import { scopesText } from "./scope-picker";

/**
 * Every key that was made, without its secret; revoked ones stay, since their use stays in the log.
 * `now` is the moment of the read, so that server and browser judge what is over alike.
 */
export function KeyTable({ keys, now }: { keys: PublicKey[]; now: number }) {
  return (
    <Card>
      <Table className={narrow}>
        <THead>
          <TR>
            <TH>{m.keys_column_name()}</TH>
            <TH>{m.keys_column_scope()}</TH>
            <TH>{m.keys_column_used()}</TH>
            <TH>{m.keys_column_expires()}</TH>
            <TH>{m.keys_column_last_used()}</TH>
            <TH>
              <span className="sr-only">{m.keys_column_actions()}</span>
            </TH>
          </TR>
        </THead>
        <TBody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} now={now} />
          ))}
        </TBody>
      </Table>
    </Card>
  );
}

/** Cells nearer to each other than elsewhere: six columns have to fit beside the navigation. */
const narrow = "sm:[&_:is(td,th)]:px-2.5 sm:[&_:is(td,th):first-child]:ps-5 sm:[&_:is(td,th):last-child]:pe-5";

function KeyRow({ apiKey: key, now }: { apiKey: PublicKey; now: number }) {
  const live = key.revokedAt === null;
  const graceRuns = live && key.previousUntil !== null && key.previousUntil > now;
  return (
    <TR data-key={key.id} data-revoked={!live || undefined}>
      <TD>
        <span className="grid min-w-0 justify-items-start text-start">
          <span className="font-medium break-words">{key.name}</span>
          <code className="font-mono text-xs whitespace-nowrap text-ink-faint">{key.prefix}</code>
          {graceRuns && key.previousUntil !== null && (
            <span className="mt-0.5 text-xs text-busy-ink sm:max-w-36">
              {m.keys_old_until()} <Time at={key.previousUntil} format="datetime" />
            </span>
          )}
        </span>
      </TD>
      <TD label={m.keys_column_scope()}>
        <span className="grid min-w-0">
          <span className={key.instance ? "break-all" : "lg:whitespace-nowrap"}>
            {key.instance ?? m.keys_all_instances()}
          </span>
          <span className="text-xs text-ink-soft">{scopesText(key.scopes?.length ?? null)}</span>
          {key.networks && (
            <span className="text-xs text-ink-soft">{m.keys_networks_count({ count: key.networks.length })}</span>
          )}
        </span>
      </TD>
      <TD label={m.keys_column_used()}>
        <Use apiKey={key} />
      </TD>
      <TD label={m.keys_column_expires()} className="text-ink-soft">
        <Expiry at={key.expiresAt} now={now} />
      </TD>
      <TD label={m.keys_column_last_used()} className="text-ink-soft">
        {key.lastUsedAt === null ? m.keys_never_used() : <Time at={key.lastUsedAt} />}
      </TD>
      <TD className="sm:text-end">
        {live ? (
          <span className="inline-flex flex-wrap gap-1.5 max-sm:mt-1.5 sm:justify-end">
            <LinkButton
              size="small"
              to={`/api-keys/${encodeURIComponent(key.id)}`}
              aria-label={m.keys_edit_named({ name: key.name })}
            >
              {m.keys_edit()}
            </LinkButton>
            <RotateDialog apiKey={key} graceRuns={graceRuns} />
            <Revoke apiKey={key} />
          </span>
        ) : (
          <Badge tone="bad">{m.keys_revoked()}</Badge>
        )}
      </TD>
    </TR>
  );
}

function Use({ apiKey: key }: { apiKey: PublicKey }) {
  const figure = new Intl.NumberFormat(getLocale());
  return (
    <span className="inline-grid gap-1 tabular-nums sm:w-28">
      {key.limits.messages === null ? (
        figure.format(key.usage.messages)
      ) : (
        <span className="w-28">
          <Meter
            label={<span className="sr-only">{m.keys_column_used()}</span>}
            used={key.usage.messages}
            limit={key.limits.messages}
          />
        </span>
      )}
      {key.limits.requests !== null && (
        <span className="text-xs text-ink-soft">
          {m.keys_requests_rate({ count: figure.format(key.limits.requests) })}
        </span>
      )}
    </span>
  );
}

function Expiry({ at, now }: { at: number | null; now: number }) {
  if (at === null) return m.keys_never_expires();
  // In UTC, as it was chosen: elsewhere the end of that day would read as another day.
  if (at > now) return <Time at={at} format="date" timeZone="UTC" />;
  return <Badge tone="warn">{m.keys_expired()}</Badge>;
}

function Revoke({ apiKey }: { apiKey: PublicKey }) {
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" aria-label={m.keys_revoke_named({ name: apiKey.name })}>
          {m.keys_revoke()}
        </Button>
      }
      title={m.keys_revoke_title({ name: apiKey.name })}
      description={m.keys_revoke_question()}
      confirmLabel={m.keys_revoke_confirm()}
      intent="revoke"
      hiddenFields={{ id: apiKey.id }}
    />
  );
}
