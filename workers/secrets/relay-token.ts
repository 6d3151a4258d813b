import { hexOf } from "./bytes";
import { sameText } from "./same-text";

/** What a relay token says: whose traffic it is, and which bot or credential it was made for. */
export interface RelaySubject {
  tenantId: string;
  /** A bot's id (`bot_…`) or a credential's (`cred_…`). */
  subject: string;
}

type Sign = (purpose: string, text: string) => Promise<Uint8Array>;

/**
 * The only secret of a bot that upstream is given. It stands in an address (`/relay/<token>`) or in
 * place of an API key, and opens nothing but the relay. The check makes a made-up one worthless
 * without waking any Object.
 */
export async function makeRelayToken(sign: Sign, { tenantId, subject }: RelaySubject): Promise<string> {
  const signed = `rly_${tenantId}_${subject}`;
  return `${signed}_${await checkOf(sign, signed)}`;
}

/** What a token of this deployment says; null for anything else. */
export async function readRelayToken(sign: Sign, text: string): Promise<RelaySubject | null> {
  const parts = tokenForm.exec(text);
  if (!parts) return null;
  const [, signed, tenantId, subject, check] = parts as unknown as [string, string, string, string, string];
  if (!sameText(await checkOf(sign, signed), check)) return null;
  return { tenantId, subject: subject.startsWith("cred_") ? subject.slice(0, credentialIdCharacters) : subject };
}

/** Finds relay tokens in any text, to keep them out of what leaves. */
export const relayTokenPattern = /rly_[a-z0-9]{16}_(?:bot|cred)_[A-Za-z0-9]{1,64}_[0-9a-f]{32}/g;

async function checkOf(sign: Sign, signed: string): Promise<string> {
  return hexOf(await sign("relay-token", signed)).slice(0, checkLength);
}

/** `cred_` and twenty letters and digits. What follows tells the instances apart that use the credential. */
const credentialIdCharacters = 25;
const checkLength = 32;
const tokenForm = /^(rly_([a-z0-9]{16})_((?:bot|cred)_[A-Za-z0-9]{1,64}))_([0-9a-f]{32})$/;
