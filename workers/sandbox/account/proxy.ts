import { answer, type Answer } from "../answers";
import { rowId } from "../identifiers";
import { save } from "../pairing/pair";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";
import { isoTime } from "./account";

/** Kept and shown, never used: a simulated phone has no line that a proxy could carry. */
export function setProxy(phone: PhoneParts, { account, body }: Call): Answer {
  const now = phone.clock.now();
  const enabled = body.enabled === true;
  const kept = (name: string): string => (enabled ? String(body[name] ?? "") : "");
  const proxy = {
    enabled,
    host: kept("host"),
    port: kept("port"),
    protocol: kept("protocol"),
    username: kept("username"),
    password: kept("password"),
  };
  account.proxy = {
    id: account.proxy?.id ?? rowId(now),
    ...proxy,
    createdAt: account.proxy?.createdAt ?? now,
    updatedAt: now,
  };
  save(phone, account);
  return answer(201, { proxy: { instanceName: account.instanceName, proxy } });
}

export function findProxy(_phone: PhoneParts, { account }: Call): Answer {
  if (!account.proxy) return answer(200, null);
  const { createdAt, updatedAt, ...proxy } = account.proxy;
  return answer(200, {
    ...proxy,
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
    instanceId: account.instanceId,
  });
}
