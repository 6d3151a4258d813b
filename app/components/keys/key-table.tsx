import { Badge } from "#app/components/ui/badge";
import { Button } from "#app/components/ui/button";
import { Card } from "#app/components/ui/card";
import { ConfirmDialog } from "#app/components/ui/confirm-dialog";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import { Time } from "#app/components/ui/time";
import type { PublicKey } from "#workers/domain/key";
import { m } from "#workers/i18n/paraglide/messages";
import { getLocale } from "#workers/i18n/paraglide/runtime";

/** Every key that was made, without its secret; revoked ones stay, since their use stays in the log. */
export function KeyTable({ keys }: { keys: PublicKey[] }) {
  return (
    <Card>
      <Table>
        <THead>
          <TR>
            <TH>{m.keys_column_name()}</TH>
            <TH>{m.keys_column_scope()}</TH>
            <TH numeric>{m.keys_column_used()}</TH>
            <TH>{m.keys_column_created()}</TH>
            <TH>{m.keys_column_last_used()}</TH>
            <TH>
              <span className="sr-only">{m.keys_column_actions()}</span>
            </TH>
          </TR>
        </THead>
        <TBody>
          {keys.map((key) => (
            <TR key={key.id} data-key={key.id} data-revoked={key.revokedAt !== null || undefined}>
              <TD>
                <span className="min-w-0 text-start">
                  <span className="block font-medium break-words">{key.name}</span>
                  <code className="font-mono text-xs whitespace-nowrap text-ink-faint">{key.prefix}</code>
                </span>
              </TD>
              <TD label={m.keys_column_scope()}>
                {key.instance ?? <span className="text-ink-soft">{m.keys_all_instances()}</span>}
              </TD>
              <TD numeric label={m.keys_column_used()}>
                {usageText(key)}
              </TD>
              <TD label={m.keys_column_created()} className="text-ink-soft">
                <Time at={key.createdAt} />
              </TD>
              <TD label={m.keys_column_last_used()} className="text-ink-soft">
                {key.lastUsedAt === null ? m.keys_never_used() : <Time at={key.lastUsedAt} />}
              </TD>
              <TD className="sm:text-end">
                {key.revokedAt === null ? <Revoke apiKey={key} /> : <Badge tone="bad">{m.keys_revoked()}</Badge>}
              </TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </Card>
  );
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

function usageText(key: PublicKey): string {
  const figure = new Intl.NumberFormat(getLocale());
  const used = figure.format(key.usage.messages);
  return key.limits.messages === null ? used : m.keys_used_of({ used, limit: figure.format(key.limits.messages) });
}
