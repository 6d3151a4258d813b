import { qrLifetimeMs, type InstanceState, type InstanceStatus, type QrCode } from "../../domain/instance";

/** What an event says about an instance's connection. Only what it names changes. */
export interface Sighting {
  instanceId: string;
  /** Milliseconds since 1970 at which the door took the event. Older ones than the last are ignored. */
  at: number;
  state?: InstanceState;
  ownerJid?: string | null;
  profileName?: string | null;
  profilePictureUrl?: string | null;
  disconnectionReasonCode?: number | null;
  qr?: Pick<QrCode, "code" | "base64" | "pairingCode">;
}

/** Which parts of a status a sighting moved. */
export interface StatusChange {
  state: boolean;
  qr: boolean;
}

/** The live state of the tenant's instances, durable, newest sighting wins. */
export class Statuses {
  readonly #sql: SqlStorage;
  readonly #statuses = new Map<string, InstanceStatus>();
  /** When each of the two clocks of an instance (state, QR) was last moved. */
  readonly #qrAt = new Map<string, number>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    for (const row of sql.exec<StatusRow>("SELECT * FROM instance_status")) {
      this.#statuses.set(row.instance_id, {
        state: row.state as InstanceState,
        ownerJid: row.owner_jid,
        profileName: row.profile_name,
        profilePictureUrl: row.profile_picture_url,
        disconnectionReasonCode: row.disconnection_reason_code,
        changedAt: row.changed_at,
        qr: row.qr ? (JSON.parse(row.qr) as QrCode) : null,
      });
    }
  }

  of(instanceId: string): InstanceStatus {
    return this.#statuses.get(instanceId) ?? unseen;
  }

  /** Takes a sighting. The fast lane and the log both bring the same one: the second changes nothing. */
  see(sighting: Sighting): StatusChange {
    const before = this.of(sighting.instanceId);
    const change = { state: false, qr: false };
    const next: InstanceStatus = { ...before };
    if (sighting.state && sighting.at > before.changedAt) {
      change.state = true;
      next.state = sighting.state;
      next.changedAt = sighting.at;
      next.ownerJid = sighting.ownerJid ?? before.ownerJid;
      next.profileName = sighting.profileName ?? before.profileName;
      next.profilePictureUrl = sighting.profilePictureUrl ?? before.profilePictureUrl;
      next.disconnectionReasonCode =
        sighting.state === "open" ? null : (sighting.disconnectionReasonCode ?? before.disconnectionReasonCode);
      if (sighting.state !== "connecting" && before.qr) {
        next.qr = null;
        change.qr = true;
      }
    }
    if (sighting.qr && sighting.at > (this.#qrAt.get(sighting.instanceId) ?? before.qr?.issuedAt ?? 0)) {
      // A code that arrives after the number was connected is a late one: showing it would mislead.
      if (next.state !== "open" || sighting.at > next.changedAt) {
        next.qr = { ...sighting.qr, issuedAt: sighting.at, expiresAt: sighting.at + qrLifetimeMs };
        this.#qrAt.set(sighting.instanceId, sighting.at);
        change.qr = true;
        if (next.state !== "connecting") {
          next.state = "connecting";
          next.changedAt = sighting.at;
          change.state = true;
        }
      }
    }
    if (change.state || change.qr) this.#keep(sighting.instanceId, next);
    return change;
  }

  /** Keeps only the instances that still exist. */
  retain(exists: (instanceId: string) => boolean): void {
    for (const id of this.#statuses.keys()) {
      if (exists(id)) continue;
      this.#statuses.delete(id);
      this.#sql.exec("DELETE FROM instance_status WHERE instance_id = ?", id);
    }
  }

  #keep(id: string, status: InstanceStatus): void {
    this.#statuses.set(id, status);
    this.#sql.exec(
      "INSERT OR REPLACE INTO instance_status VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      id,
      status.state,
      status.ownerJid,
      status.profileName,
      status.profilePictureUrl,
      status.disconnectionReasonCode,
      status.changedAt,
      status.qr ? JSON.stringify(status.qr) : null,
    );
  }
}

/** An instance of which nothing was heard yet is closed, as it is upstream right after its creation. */
const unseen: InstanceStatus = {
  state: "close",
  ownerJid: null,
  profileName: null,
  profilePictureUrl: null,
  disconnectionReasonCode: null,
  changedAt: 0,
  qr: null,
};

interface StatusRow extends Record<string, SqlStorageValue> {
  instance_id: string;
  state: string;
  owner_jid: string | null;
  profile_name: string | null;
  profile_picture_url: string | null;
  disconnection_reason_code: number | null;
  changed_at: number;
  qr: string | null;
}
