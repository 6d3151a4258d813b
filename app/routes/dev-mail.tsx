import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { PublicPage } from "#app/components/shell/public-page";
import { Card, CardBody, CardHeader, CardTitle } from "#app/components/ui/card";
import { EmptyState } from "#app/components/ui/empty-state";
import { LinkButton } from "#app/components/ui/link-button";
import { PageHeader } from "#app/components/ui/page-header";
import { Time } from "#app/components/ui/time";
import { m } from "#workers/i18n/paraglide/messages";
import { listDevelopmentMail } from "#workers/services/mail/list-development";

export const meta: MetaFunction = () => [{ title: `${m.accounts_mailbox_title()} · zapin` }];

/** The mails that a development server kept instead of sending. Anywhere else this page does not exist. */
export async function loader({ context }: LoaderFunctionArgs) {
  if (!context.ctx.settings.development) throw new Response(null, { status: 404 });
  const mails = await listDevelopmentMail(context.ctx);
  return { mails: mails.map(({ id, to, subject, text, link, at }) => ({ id, to, subject, text, link, at })) };
}

export default function DevelopmentMail() {
  const { mails } = useLoaderData<typeof loader>();
  return (
    <PublicPage>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-3xl px-4 py-8 outline-none sm:px-6">
        <PageHeader title={m.accounts_mailbox_title()} description={m.accounts_mailbox_description()} />
        {mails.length === 0 && (
          <Card>
            <EmptyState
              title={m.accounts_mailbox_empty()}
              action={<LinkButton to="/register">{m.accounts_register_action()}</LinkButton>}
            />
          </Card>
        )}
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {mails.map((mail) => (
            <Card key={mail.id}>
              <CardHeader>
                <CardTitle description={mail.to}>{mail.subject}</CardTitle>
                <span className="text-[0.8125rem] text-ink-faint">
                  <Time at={mail.at} />
                </span>
              </CardHeader>
              <CardBody className="grid gap-4">
                <p className="min-w-0 wrap-anywhere whitespace-pre-wrap text-ink-soft">{mail.text}</p>
                {mail.link && (
                  <div>
                    <LinkButton to={mail.link} reloadDocument variant="primary" size="small">
                      {m.accounts_mailbox_open()}
                    </LinkButton>
                  </div>
                )}
              </CardBody>
            </Card>
          ))}
        </div>
      </main>
    </PublicPage>
  );
}
