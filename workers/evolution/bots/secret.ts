import * as z from "zod";
import type { Seal } from "../../secrets/seal";

/** What opens a bot's server: a key, or for n8n a user with a password. */
export const botSecret = z.union([
  z.object({ apiKey: z.string("must be a text").min(1, "must not be empty").max(4_000, "is too long") }),
  z.object({
    user: z.string("must be a text").max(1_000, "is too long"),
    password: z.string("must be a text").max(4_000, "is too long"),
  }),
]);
export type BotSecret = z.output<typeof botSecret>;

export function closeSecret(seal: Seal, credentialId: string, secret: BotSecret): Promise<string> {
  return seal.close(JSON.stringify(secret), `credential:${credentialId}`);
}

export async function openSecret(seal: Seal, credential: { id: string; secret: string }): Promise<BotSecret> {
  return JSON.parse(await seal.open(credential.secret, `credential:${credential.id}`)) as BotSecret;
}

/** What may be shown of a secret: enough for its owner to tell it from another. Of a password, its user. */
export function hintOf(secret: BotSecret): string {
  if (!("apiKey" in secret)) return secret.user;
  const { apiKey } = secret;
  return apiKey.length < shownFrom ? keyMask : `${apiKey.slice(0, 3)}${keyMask}${apiKey.slice(-4)}`;
}

/** Stands for a secret of which nothing may be shown. */
export const keyMask = "••••••••";
/** A shorter secret would be half told by seven of its characters. */
const shownFrom = 20;
