import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { DevelopmentMailHint } from "#app/components/accounts/development-mail-hint";
import { refusalText } from "#app/components/accounts/refusal-text";
import { TimezoneForm } from "#app/components/accounts/timezone-form";
import { LanguageForm } from "#app/components/shell/language-form";
import { ThemeForm } from "#app/components/shell/theme-form";
import { Alert } from "#app/components/ui/alert";
import { Badge } from "#app/components/ui/badge";
import { Button } from "#app/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { PageHeader } from "#app/components/ui/page-header";
import { usePageAnswer } from "#app/live/use-page-answer";
import { refused } from "#app/session/refused.server";
import { requireTenant } from "#app/session/require-tenant";
import { may, type Role } from "#workers/domain/actor";
import { refusalStatus } from "#workers/domain/outcome";
import { m } from "#workers/i18n/paraglide/messages";
import { requestPasswordReset } from "#workers/services/accounts/request-password-reset";
import { readTenant } from "#workers/services/tenants/read";
import { setTimezone } from "#workers/services/tenants/set-timezone";
import { valueOf } from "./instances/value-of.server";

export const meta: MetaFunction = () => [{ title: `${m.accounts_settings_title()} · zapin` }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, session } = requireTenant(args);
  const { user, tenant } = session;
  const { timezone } = valueOf(await readTenant(ctx));
  return {
    user: { name: user.name, email: user.email },
    tenant,
    timezone,
    zones: [...new Set(["UTC", timezone, ...Intl.supportedValuesOf("timeZone")])],
    mayChange: may(ctx.actor, "administer"),
    development: ctx.settings.development,
  };
}

/** Mails the link to choose another password: who has the mailbox has the account. Or saves the time zone. */
export async function action(args: ActionFunctionArgs) {
  const { ctx, session } = requireTenant(args);
  const form = await args.request.formData();
  if (form.get("intent") === "timezone") {
    const saved = await setTimezone(ctx, { timezone: form.get("timezone") });
    return data({ zoneSaved: saved.ok }, { status: saved.ok ? 200 : refusalStatus[saved.refusal.code] });
  }
  const outcome = await requestPasswordReset(ctx, { email: session.user.email, request: args.request });
  return outcome.ok ? data({ sentTo: outcome.value.email }) : refused(outcome.refusal);
}

const roleNames: Record<Role, () => string> = {
  owner: m.accounts_role_owner,
  admin: m.accounts_role_admin,
  member: m.accounts_role_member,
  viewer: m.accounts_role_viewer,
};

export default function Settings() {
  const { user, tenant, timezone, zones, mayChange, development } = useLoaderData<typeof loader>();
  const answered = usePageAnswer<typeof action>();
  const navigation = useNavigation();
  const submitted = navigation.formData?.get("intent") ?? null;
  const sending = navigation.formAction === "/settings" && submitted === null;
  const zoneSaved = answered && "zoneSaved" in answered ? answered.zoneSaved : null;
  const answer = answered && !("zoneSaved" in answered) ? answered : undefined;
  return (
    <>
      <PageHeader title={m.accounts_settings_title()} description={m.accounts_settings_description()} />
      <div className="grid max-w-3xl gap-6">
        <Card>
          <CardHeader>
            <CardTitle>{m.accounts_settings_profile()}</CardTitle>
          </CardHeader>
          <dl className="divide-y divide-line">
            <Row term={m.accounts_name()}>{user.name}</Row>
            <Row term={m.accounts_email()}>{user.email}</Row>
            <Row term={m.accounts_settings_workspace()}>
              {tenant.name} <Badge className="ms-1.5">{roleNames[tenant.role]()}</Badge>
            </Row>
            <Row term={m.accounts_password()}>
              <Form method="post" className="grid justify-items-start gap-3">
                {answer &&
                  ("sentTo" in answer ? (
                    <Alert tone="good" title={m.accounts_settings_password_sent({ email: answer.sentTo })} />
                  ) : (
                    <Alert tone="bad" title={refusalText(answer.refusal)} />
                  ))}
                {answer && "sentTo" in answer && development && <DevelopmentMailHint />}
                <Button type="submit" size="small" pending={sending}>
                  {m.accounts_settings_change_password()}
                </Button>
              </Form>
            </Row>
          </dl>
        </Card>

        <Card>
          <CardHeader>
            <CardTitle description={m.analytics_settings_note()}>{m.analytics_settings_title()}</CardTitle>
          </CardHeader>
          <CardBody>
            <TimezoneForm
              timezone={timezone}
              zones={zones}
              editable={mayChange}
              saved={zoneSaved === true}
              error={zoneSaved === false ? m.analytics_settings_invalid() : null}
              pending={submitted === "timezone"}
            />
          </CardBody>
        </Card>

        <Card>
          <CardHeader>
            <CardTitle description={m.accounts_settings_appearance_note()}>
              {m.accounts_settings_appearance()}
            </CardTitle>
          </CardHeader>
          <dl className="divide-y divide-line">
            <Row term={m.common_theme()}>
              <ThemeForm labelled />
            </Row>
            <Row term={m.common_language()}>
              <LanguageForm />
            </Row>
          </dl>
        </Card>

        <Card>
          <CardBody className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-ink-soft">{m.accounts_settings_sign_out_note()}</p>
            <Form method="post" action="/logout" reloadDocument>
              <Button type="submit">{m.common_sign_out()}</Button>
            </Form>
          </CardBody>
        </Card>
      </div>
    </>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5 px-4 py-3 sm:grid-cols-[12rem_1fr] sm:items-center sm:gap-4 sm:px-5">
      <dt className="text-ink-faint">{term}</dt>
      <dd className="min-w-0 break-words text-ink">{children}</dd>
    </div>
  );
}
