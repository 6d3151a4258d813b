import type { Ctx } from "../../context";
import { demoEmail } from "../demo/account";

/**
 * May this person run the deployment? By the address in its settings, and only once the mailbox behind
 * it has answered: anybody can sign up under any address. In development the demo account may.
 */
export function isOperator(
  { settings }: Pick<Ctx, "settings">,
  user: { email: string; emailVerified: boolean },
): boolean {
  const email = user.email.toLowerCase();
  if (!user.emailVerified) return false;
  return settings.operatorEmails.has(email) || (settings.development && email === demoEmail);
}
