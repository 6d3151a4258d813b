import { answer, refusal, type Answer } from "../answers";
import { complaints } from "../../evolution/checks/check";
import { createCheck } from "../../evolution/checks/instances";
import { instanceToken } from "../identifiers";
import { startPairing } from "../pairing/pair";
import { shownQr } from "../pairing/show";
import type { PhoneParts } from "../parts";
import type { Account } from "./account";
import { settingsOf, shownSettings } from "./settings";
import { webhookOf, type GivenWebhook } from "./webhook";

/** Why no instance can be made of this, once the name and the key are good; null when one can. */
export function createRefusal(body: Record<string, unknown>): Answer | null {
  const wrong = complaints(body, createCheck);
  if (wrong.length > 0) return refusal(400, [wrong]);
  if (body.integration === "WHATSAPP-BUSINESS" && !body.token) return refusal(400, ["token is required"]);
  if (body.integration === "WHATSAPP-BUSINESS" || body.integration === "EVOLUTION")
    return refusal(501, [`The sandbox simulates WHATSAPP-BAILEYS, not ${body.integration}.`]);
  if (body.integration !== "WHATSAPP-BAILEYS") return refusal(400, ["Invalid integration"]);
  const webhook = body.webhook as GivenWebhook | undefined;
  if (webhook && !webhook.events) return refusal(400, ["Cannot read properties of undefined (reading 'length')"]);
  return null;
}

/** Makes the instance. */
export function createInstance(phone: PhoneParts, body: Record<string, unknown>): Answer {
  const webhook = body.webhook as GivenWebhook | undefined;
  const account = newAccount(phone, body, webhook);
  phone.account.write(account);
  phone.announcer.announce("instance.create", { instanceName: account.instanceName, instanceId: account.instanceId });
  if (body.qrcode === true) startPairing(phone, account, account.number);
  return answer(201, created(account, webhook));
}

function newAccount(phone: PhoneParts, body: Record<string, unknown>, webhook: GivenWebhook | undefined): Account {
  const now = phone.clock.now();
  return {
    instanceName: String(body.instanceName),
    instanceId: crypto.randomUUID(),
    token: (body.token as string | undefined) || instanceToken(),
    number: (body.number as string | undefined) ?? null,
    state: "close",
    hadSocket: false,
    ownerJid: null,
    profileName: null,
    profilePictureUrl: null,
    qr: null,
    disconnection: null,
    settings: settingsOf(body, null, now),
    // Upstream does not look at `enabled` here: a webhook in create is on.
    webhook: webhook ? webhookOf({ ...webhook, enabled: true, events: webhook.events ?? [] }, null, now) : null,
    proxy: null,
    privacy: {
      readreceipts: "all",
      profile: "all",
      status: "contacts",
      online: "all",
      last: "contacts",
      groupadd: "all",
    },
    createdAt: now,
    updatedAt: now,
  };
}

function created(account: Account, webhook: GivenWebhook | undefined): Record<string, unknown> {
  return {
    instance: {
      instanceName: account.instanceName,
      instanceId: account.instanceId,
      integration: "WHATSAPP-BAILEYS",
      webhookWaBusiness: null,
      accessTokenWaBusiness: "",
      status: account.state,
    },
    hash: account.token,
    webhook: {
      webhookUrl: webhook?.url,
      webhookHeaders: webhook?.headers,
      webhookByEvents: webhook?.byEvents,
      webhookBase64: webhook?.base64,
    },
    websocket: {},
    rabbitmq: {},
    nats: {},
    sqs: {},
    settings: shownSettings(account),
    ...(account.qr && { qrcode: shownQr(account) }),
  };
}
