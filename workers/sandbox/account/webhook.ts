import { eventNames } from "../../domain/event";
import { answer, refusal, type Answer } from "../answers";
import { rowId } from "../identifiers";
import { save } from "../pairing/pair";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";
import { isoTime, type Account, type StoredWebhook } from "./account";

/** A webhook as clients send it. */
export interface GivenWebhook {
  enabled?: boolean;
  url?: string;
  headers?: Record<string, string>;
  byEvents?: boolean;
  base64?: boolean;
  events?: string[];
}

/** What both `webhook/set` and `instance/create` store. No events at all means all of them. */
export function webhookOf(
  given: GivenWebhook & { events: string[] },
  before: StoredWebhook | null,
  now: number,
): StoredWebhook {
  const enabled = given.enabled !== false;
  return {
    id: before?.id ?? rowId(now),
    url: given.url ?? "",
    // Left out, the old headers stay.
    headers: given.headers ?? before?.headers ?? null,
    enabled,
    events: !enabled ? [] : given.events.length > 0 ? given.events : [...eventNames],
    byEvents: given.byEvents ?? false,
    base64: given.base64 ?? false,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
}

export function setWebhook(phone: PhoneParts, { account, body }: Call): Answer {
  const given = body.webhook as GivenWebhook;
  if (given.enabled && !given.events) return refusal(500, "Cannot read properties of undefined (reading 'length')");
  account.webhook = webhookOf({ ...given, events: given.events ?? [] }, account.webhook, phone.clock.now());
  save(phone, account);
  return answer(201, webhookRow(account));
}

export function findWebhook(_phone: PhoneParts, { account }: Call): Answer {
  return answer(200, webhookRow(account));
}

function webhookRow({ webhook, instanceId }: Account): Record<string, unknown> | null {
  if (!webhook) return null;
  return {
    id: webhook.id,
    url: webhook.url,
    headers: webhook.headers,
    enabled: webhook.enabled,
    events: webhook.events,
    webhookByEvents: webhook.byEvents,
    webhookBase64: webhook.base64,
    createdAt: isoTime(webhook.createdAt),
    updatedAt: isoTime(webhook.updatedAt),
    instanceId,
  };
}
