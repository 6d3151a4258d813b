import { Form, useNavigation } from "@remix-run/react";
import { StateBadge } from "#app/components/instances/state-badge";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { EmptyState } from "#app/components/ui/empty-state";
import { LinkButton } from "#app/components/ui/link-button";
import { Table, TBody, TD, TH, THead, TR } from "#app/components/ui/table";
import type { ImportCandidate } from "#workers/domain/import";
import { m } from "#workers/i18n/paraglide/messages";
import { importNoteText } from "./import-note";

interface ImportChoiceProps {
  baseUrl: string;
  instances: ImportCandidate[];
  placesLeft: number;
  ticket: string;
}

/** What is on the server, what is different about each, and which of them shall come. */
export function ImportChoice({ baseUrl, instances, placesLeft, ticket }: ImportChoiceProps) {
  const navigation = useNavigation();
  const host = new URL(baseUrl).host;
  // As many are chosen as the plan has room for; the rest is the person's to decide.
  const able = instances.filter(({ obstacle }) => obstacle === null);
  const preset = new Set(able.slice(0, placesLeft).map(({ name }) => name));
  const another = <LinkButton to="/instances/import">{m.servers_import_other()}</LinkButton>;
  if (instances.length === 0) return <EmptyState title={m.servers_import_none()} action={another} />;
  return (
    <Form method="post">
      <input type="hidden" name="ticket" value={ticket} />
      <Card>
        <CardHeader>
          <CardTitle description={m.servers_import_places({ places: placesLeft })}>
            {m.servers_import_found({ host })}
          </CardTitle>
        </CardHeader>
        <Table>
          <THead>
            <TR>
              <TH>{m.servers_import_column_instance()}</TH>
              <TH>{m.servers_import_column_state()}</TH>
              <TH>{m.servers_import_column_difference()}</TH>
            </TR>
          </THead>
          <TBody>
            {instances.map((instance) => (
              <TR key={instance.name} data-candidate={instance.name}>
                <TD>
                  <label className="flex min-w-0 cursor-pointer items-start gap-2.5 text-start has-disabled:cursor-not-allowed">
                    <input
                      type="checkbox"
                      name="names"
                      value={instance.name}
                      defaultChecked={preset.has(instance.name)}
                      disabled={instance.obstacle !== null}
                      aria-label={m.servers_import_choose_named({ name: instance.name })}
                      className="mt-1 size-4 shrink-0 accent-accent"
                    />
                    <span className="min-w-0">
                      <span className="block font-medium break-words">{instance.name}</span>
                      <span className="block text-xs break-words text-ink-soft">
                        {[instance.number, instance.profileName].filter(Boolean).join(" · ")}
                      </span>
                    </span>
                  </label>
                </TD>
                <TD label={m.servers_import_column_state()}>
                  <StateBadge state={instance.state} />
                </TD>
                <TD label={m.servers_import_column_difference()} className="text-ink-soft sm:max-w-80">
                  {differenceOf(instance)}
                </TD>
              </TR>
            ))}
          </TBody>
        </Table>
        <CardBody className="flex flex-wrap items-center gap-2 border-t border-line">
          {able.length === 0 ? (
            <p className="text-ink-soft">{m.servers_import_nothing()}</p>
          ) : (
            <Button
              type="submit"
              variant="primary"
              name="intent"
              value="start"
              pending={navigation.formData?.get("intent") === "start"}
            >
              {m.servers_import_start()}
            </Button>
          )}
          {another}
        </CardBody>
      </Card>
    </Form>
  );
}

function differenceOf({ obstacle, keepsToken }: ImportCandidate): string {
  if (obstacle) return importNoteText(obstacle);
  return keepsToken ? m.servers_import_same() : importNoteText("token_lost");
}
