import { parseAddress } from "./address";
import type { MailSender } from "./sender";

/** Cloudflare's `send_email` binding. The domain of `MAIL_FROM` must be set up in the account. */
export function bindingSender(env: Pick<Env, "MAIL" | "MAIL_FROM">): MailSender {
  return {
    async send({ to, subject, text, html }) {
      await env.MAIL.send({ from: parseAddress(env.MAIL_FROM), to, subject, text, html });
    },
  };
}
