import { Form, useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Badge } from "#app/components/ui/badge";
import { Button } from "#app/components/ui/button";
import { Card, CardBody } from "#app/components/ui/card";
import { ConfirmDialog } from "#app/components/ui/confirm-dialog";
import { Meter } from "#app/components/ui/meter";
import { Time } from "#app/components/ui/time";
import type { Refusal } from "#workers/domain/outcome";
import type { ServerView } from "#workers/domain/server";
import { m } from "#workers/i18n/paraglide/messages";
import { failureText, HealthBadge } from "./health-badge";
import { ServerFields } from "./server-fields";
import { serverRefusalText } from "./refusal-text";

export interface ServerAnswer {
  intent: string;
  id: string | null;
  refusal?: Refusal;
  values?: Record<string, string>;
}

/** One server: how it does, how full it is, and what an operator may do about it. */
export function ServerCard({ server, answer }: { server: ServerView; answer: ServerAnswer | undefined }) {
  const sandbox = server.baseUrl === null;
  return (
    <Card data-server={server.name}>
      <CardBody className="grid gap-4">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0">
            <h2 className="flex flex-wrap items-center gap-2 text-[0.9375rem] font-semibold">
              <span className="break-words">{server.name}</span>
              {server.draining ? <Badge tone="warn">{m.servers_draining()}</Badge> : null}
              {server.tenant ? (
                <Badge tone="accent">{m.servers_of_tenant({ tenant: server.tenant.name })}</Badge>
              ) : null}
            </h2>
            <p className="mt-0.5 text-[0.8125rem] break-all text-ink-soft">
              {server.baseUrl ?? m.servers_built_in()}
              {server.builtIn && !sandbox ? ` · ${m.servers_environment()}` : ""}
            </p>
          </div>
          <div className="text-end">
            <HealthBadge health={server.health} />
            {server.health.checkedAt === null ? null : (
              <p className="mt-1 text-xs text-ink-faint">
                {m.servers_checked()} <Time at={server.health.checkedAt} />
                {server.health.latencyMs === null
                  ? ""
                  : ` · ${m.servers_latency({ latency: server.health.latencyMs })}`}
              </p>
            )}
          </div>
        </div>
        {server.health.failure ? (
          <p className="text-[0.8125rem] text-bad-ink">
            {failureText(server.health)} {server.health.state === "failing" ? m.servers_failing_note() : ""}
          </p>
        ) : null}
        <Meter
          label={m.servers_load()}
          used={server.load}
          limit={server.capacity}
          note={sandbox ? undefined : m.servers_weight({ weight: server.weight })}
        />
        {sandbox ? null : <Actions server={server} answer={answer} />}
      </CardBody>
    </Card>
  );
}

function Actions({ server, answer }: { server: ServerView; answer: ServerAnswer | undefined }) {
  const fetcher = useFetcher<ServerAnswer>();
  const mine = fetcher.data ?? (answer?.id === server.id ? answer : undefined);
  const editing = mine?.intent === "change";
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    // Saved: the figures above show it.
    if (fetcher.state === "idle" && fetcher.data?.intent === "change" && !fetcher.data.refusal && details.current) {
      details.current.open = false;
    }
  }, [fetcher.state, fetcher.data]);
  const pending = (intent: string) => fetcher.formData?.get("intent") === intent;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <fetcher.Form method="post" className="contents">
          <input type="hidden" name="id" value={server.id} />
          <Button type="submit" size="small" name="intent" value="check" pending={pending("check")}>
            {m.servers_check()}
          </Button>
          {server.draining ? (
            <Button type="submit" size="small" name="intent" value="resume" pending={pending("resume")}>
              {m.servers_resume()}
            </Button>
          ) : (
            <Button type="submit" size="small" name="intent" value="drain" pending={pending("drain")}>
              {m.servers_drain()}
            </Button>
          )}
        </fetcher.Form>
        {server.builtIn ? null : (
          <ConfirmDialog
            trigger={
              <Button size="small" variant="ghost">
                {m.servers_remove()}
              </Button>
            }
            title={m.servers_remove_title({ name: server.name })}
            description={m.servers_remove_question()}
            confirmLabel={m.servers_remove()}
            intent="remove"
            hiddenFields={{ id: server.id }}
          />
        )}
      </div>
      {mine?.refusal && !editing ? (
        <p role="alert" className="text-[0.8125rem] text-bad-ink">
          {serverRefusalText(mine.refusal)}
        </p>
      ) : null}
      <details ref={details} open={editing && mine?.refusal ? true : undefined} className="group">
        <summary className="cursor-pointer text-[0.8125rem] font-medium text-ink-soft hover:text-ink">
          {m.servers_edit()}
        </summary>
        <fetcher.Form method="post" className="mt-3 grid gap-4 sm:grid-cols-2">
          <input type="hidden" name="id" value={server.id} />
          <ServerFields
            kind={server.builtIn ? "environment" : "known"}
            refusal={editing ? mine?.refusal : undefined}
            values={{
              name: server.name,
              capacity: String(server.capacity ?? ""),
              weight: String(server.weight),
              ...(editing ? mine?.values : {}),
            }}
          />
          <div className="sm:col-span-2">
            <Button
              type="submit"
              variant="primary"
              size="small"
              name="intent"
              value="change"
              pending={pending("change")}
            >
              {m.servers_save()}
            </Button>
          </div>
        </fetcher.Form>
      </details>
    </>
  );
}

/** The form for one more server. */
export function AddServer({ answer, pending }: { answer: ServerAnswer | undefined; pending: boolean }) {
  const mine = answer?.intent === "add" ? answer : undefined;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (mine && !mine.refusal) form.current?.reset();
  }, [mine]);
  return (
    <Form ref={form} method="post" className="grid gap-4 sm:grid-cols-2">
      <ServerFields
        kind="new"
        refusal={mine?.refusal}
        values={{ capacity: "500", weight: "1", ...(mine?.refusal ? mine.values : {}) }}
      />
      <div className="flex flex-wrap items-center gap-3 sm:col-span-2">
        <Button type="submit" variant="primary" name="intent" value="add" pending={pending}>
          {m.servers_add()}
        </Button>
        <p role="status" className="text-[0.8125rem] text-ink-faint">
          {mine && !mine.refusal ? m.servers_added() : m.servers_add_note()}
        </p>
      </div>
    </Form>
  );
}
