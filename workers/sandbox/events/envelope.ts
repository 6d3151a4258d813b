import { eventNameOf, eventPathOf } from "../../domain/event";
import { isoTime, type Account } from "../account/account";

/** An event on its way: where to, with which headers, and the finished body. */
export interface Letter {
  event: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * Wraps an event as Evolution does, or answers null where the webhook does not want it.
 * The body is finished here and now, so that a late delivery still tells what was true then.
 */
export function letterOf(
  account: Account,
  event: string,
  data: unknown,
  now: number,
  serverUrl: string,
): Letter | null {
  const { webhook } = account;
  if (!webhook?.enabled || !/^https?:\/\//.test(webhook.url)) return null;
  if (!webhook.events.includes(eventNameOf(event))) return null;
  return {
    event,
    url: webhook.byEvents ? `${webhook.url}/${eventPathOf(event)}` : webhook.url,
    headers: webhook.headers ?? {},
    body: JSON.stringify({
      event,
      instance: account.instanceName,
      data,
      destination: webhook.url,
      date_time: isoTime(now),
      // The instance's own number, not the writer's; absent until it was first connected.
      sender: account.ownerJid ?? undefined,
      server_url: serverUrl,
      apikey: account.token,
    }),
  };
}
