import type { Degraded, HealthReason } from "../../domain/health";

/** What the checks have left of an instance. */
export interface HealthNote {
  degraded: Degraded | null;
  checkedAt: number;
  /** Up to where upstream's history was compared with the log, in milliseconds since 1970. */
  comparedUntil: number;
  /** How often it was restarted by itself since it became degraded. */
  restarts: number;
  restartedAt: number | null;
}

/** The health of the tenant's instances, as the last check left it. */
export class HealthNotes {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  of(instanceId: string): HealthNote | null {
    const row = this.#sql.exec<Row>("SELECT * FROM instance_health WHERE instance_id = ?", instanceId).toArray()[0];
    return row ? noteOf(row) : null;
  }

  degraded(): Record<string, Degraded> {
    const rows = this.#sql.exec<Row>("SELECT * FROM instance_health WHERE reason IS NOT NULL").toArray();
    return Object.fromEntries(rows.map((row) => [row.instance_id, noteOf(row).degraded!]));
  }

  keep(instanceId: string, note: HealthNote): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO instance_health VALUES (?, ?, ?, ?, ?, ?, ?)",
      instanceId,
      note.degraded?.reason ?? null,
      note.degraded?.since ?? null,
      note.checkedAt,
      note.comparedUntil,
      note.restarts,
      note.restartedAt,
    );
  }

  retain(exists: (instanceId: string) => boolean): void {
    for (const { instance_id: id } of this.#sql.exec<Row>("SELECT * FROM instance_health").toArray()) {
      if (!exists(id)) this.#sql.exec("DELETE FROM instance_health WHERE instance_id = ?", id);
    }
  }
}

function noteOf(row: Row): HealthNote {
  return {
    degraded: row.reason === null ? null : { reason: row.reason as HealthReason, since: row.since ?? row.checked_at },
    checkedAt: row.checked_at,
    comparedUntil: row.compared_until,
    restarts: row.restarts,
    restartedAt: row.restarted_at,
  };
}

interface Row extends Record<string, SqlStorageValue> {
  instance_id: string;
  reason: string | null;
  since: number | null;
  checked_at: number;
  compared_until: number;
  restarts: number;
  restarted_at: number | null;
}
