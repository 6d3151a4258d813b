import { m } from "../i18n/paraglide/messages";
import type { DisabledReason } from "../domain/endpoint";
import type { Locale } from "./locale";
import type { Mail } from "./sender";
import { writeMail } from "./template";

interface Recipient {
  to: string;
  name: string;
  link: string;
  locale: Locale;
}

interface DisabledEndpoint {
  url: string;
  reason: DisabledReason;
}

/** Asks a new person to prove that the address is theirs. */
export function verificationMail({ to, name, link, locale }: Recipient): Mail {
  return writeMail("verify_email", to, locale, {
    subject: m.mail_verify_subject({}, { locale }),
    greeting: m.mail_greeting({ name }, { locale }),
    body: m.mail_verify_body({}, { locale }),
    action: m.mail_verify_action({}, { locale }),
    link,
    note: m.mail_verify_note({}, { locale }),
  });
}

/** Lets a person who forgot their password choose another. */
export function resetPasswordMail({ to, name, link, locale }: Recipient): Mail {
  return writeMail("reset_password", to, locale, {
    subject: m.mail_reset_subject({}, { locale }),
    greeting: m.mail_greeting({ name }, { locale }),
    body: m.mail_reset_body({}, { locale }),
    action: m.mail_reset_action({}, { locale }),
    link,
    note: m.mail_reset_note({}, { locale }),
  });
}

/** Tells an owner that Zapin has stopped calling a webhook, and that nothing of it is lost. */
export function endpointDisabledMail({ to, name, link, locale, url, reason }: Recipient & DisabledEndpoint): Mail {
  const body = reason === "gone" ? m.mail_endpoint_gone_body : m.mail_endpoint_failing_body;
  return writeMail("endpoint_disabled", to, locale, {
    subject: m.mail_endpoint_subject({}, { locale }),
    greeting: m.mail_greeting({ name }, { locale }),
    body: body({ url }, { locale }),
    action: m.mail_endpoint_action({}, { locale }),
    link,
    note: m.mail_endpoint_note({}, { locale }),
  });
}

/** Tells the owner of an address that somebody signed up with it again. */
export function existingAccountMail({ to, name, link, locale }: Recipient): Mail {
  return writeMail("existing_account", to, locale, {
    subject: m.mail_existing_subject({}, { locale }),
    greeting: m.mail_greeting({ name }, { locale }),
    body: m.mail_existing_body({}, { locale }),
    action: m.mail_existing_action({}, { locale }),
    link,
    note: m.mail_existing_note({}, { locale }),
  });
}
