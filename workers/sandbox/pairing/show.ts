import type { Account } from "../account/account";

/** The QR code as answers show it. `{count: 0}` is what upstream says while it has none. */
export function shownQr({ qr }: Account): Record<string, unknown> {
  return qr ? { pairingCode: qr.pairingCode, code: qr.code, base64: qr.base64, count: qr.count } : { count: 0 };
}

/** `{instance: {instanceName, state}}`, the answer of several routes. */
export function shownState({ instanceName, state }: Account): Record<string, unknown> {
  return { instance: { instanceName, state } };
}
