import type { AllowanceNotice } from "../domain/notice";
import { m } from "../i18n/paraglide/messages";
import type { Locale } from "./locale";
import type { Mail } from "./sender";
import { writeMail } from "./template";

export interface Owner {
  to: string;
  name: string;
  /** The account's name: a person may own several. */
  tenant: string;
  link: string;
  locale: Locale;
}

/** Tells an owner how much of an allowance is used, and what happens at its end. */
export function quotaMail({ to, name, tenant, link, locale }: Owner, notice: AllowanceNotice): Mail {
  const count = new Intl.NumberFormat(locale);
  const told = {
    tenant,
    percent: String(notice.percent),
    used: count.format(notice.used),
    limit: count.format(notice.limit),
    day: new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(notice.resetsAt),
  };
  const messages = notice.meter === "messages";
  const gone = notice.percent === 100;
  const subject = messages ? m.mail_quota_messages_subject : m.mail_quota_requests_subject;
  const body = messages
    ? gone
      ? m.mail_quota_messages_gone
      : m.mail_quota_messages_body
    : gone
      ? m.mail_quota_requests_gone
      : m.mail_quota_requests_body;
  return writeMail("quota_reached", to, locale, {
    subject: subject(told, { locale }),
    greeting: m.mail_greeting({ name }, { locale }),
    body: body(told, { locale }),
    action: m.mail_quota_action({}, { locale }),
    link,
    note: m.mail_quota_note({ tenant }, { locale }),
  });
}
