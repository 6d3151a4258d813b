import type { PhoneTrouble } from "../trouble";
import type { InstanceSettings, InstanceState } from "../../domain/instance";

/** Everything that a phone knows about itself. One document, since it is always read as a whole. */
export interface Account {
  instanceName: string;
  instanceId: string;
  token: string;
  /** The number given at creation, which is not yet the WhatsApp account. */
  number: string | null;
  state: InstanceState;
  /** Whether a connection was ever begun: Evolution's errors differ before and after. */
  hadSocket: boolean;
  /** The paired WhatsApp account; stays known after a logout, as upstream keeps it. */
  ownerJid: string | null;
  profileName: string | null;
  profilePictureUrl: string | null;
  /** The account's own "about", since the API set one. */
  about?: { status: string; setAt: number };
  /** How it goes wrong, for tests of what watches over it. */
  trouble?: PhoneTrouble;
  qr: ShownQr | null;
  disconnection: Disconnection | null;
  settings: StoredSettings;
  webhook: StoredWebhook | null;
  proxy: StoredProxy | null;
  /** The Chatwoot inbox as it was set. */
  chatwoot?: Record<string, unknown>;
  privacy: Record<string, string>;
  createdAt: number;
  updatedAt: number;
}

/** The QR code on the screen. */
export interface ShownQr {
  code: string;
  base64: string;
  pairingCode: string | null;
  /** The number that asked for a pairing code, so that the next QR brings one as well. */
  pairingNumber: string | null;
  /** Which one it is since pairing began, from 1. */
  count: number;
  issuedAt: number;
}

export interface Disconnection {
  code: number;
  /** Upstream's error object as JSON text. */
  object: string;
  at: number;
}

export type StoredSettings = InstanceSettings & {
  wavoipToken: string;
  id: string;
  createdAt: number;
  updatedAt: number;
};

export interface StoredWebhook {
  id: string;
  url: string;
  headers: Record<string, string> | null;
  enabled: boolean;
  events: string[];
  byEvents: boolean;
  base64: boolean;
  createdAt: number;
  updatedAt: number;
}

export interface StoredProxy {
  id: string;
  enabled: boolean;
  host: string;
  port: string;
  protocol: string;
  username: string;
  password: string;
  createdAt: number;
  updatedAt: number;
}

/** Reads and writes the phone's account. */
export class AccountStore {
  constructor(private readonly sql: SqlStorage) {}

  read(): Account | null {
    const row = this.sql.exec<{ document: string }>("SELECT document FROM account").toArray()[0];
    return row ? (JSON.parse(row.document) as Account) : null;
  }

  write(account: Account): void {
    this.sql.exec("INSERT OR REPLACE INTO account (one, document) VALUES (1, ?)", JSON.stringify(account));
  }

  remove(): void {
    this.sql.exec("DELETE FROM account");
  }
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
