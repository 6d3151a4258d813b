import { bindingSender } from "./binding";
import { developmentSender } from "./development";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The one address that the mail wants to be opened. */
  link: string | null;
  kind: MailKind;
}

export type MailKind =
  | "verify_email"
  | "reset_password"
  | "existing_account"
  | "quota_reached"
  | "budget_reached"
  | "endpoint_disabled";

export interface MailSender {
  send(mail: Mail): Promise<void>;
}

/** Production sends; development keeps what it would have sent, for `/dev/mail`. */
export function mailSender(env: Pick<Env, "ENVIRONMENT" | "MAIL" | "MAIL_FROM" | "DB">): MailSender {
  return env.ENVIRONMENT === "development" ? developmentSender(env) : bindingSender(env);
}
