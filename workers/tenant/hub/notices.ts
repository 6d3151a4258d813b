import { percentReached, type AllowanceNotice, type NoticeMeter } from "../../domain/notice";

/** What stands behind a notice, after a request was counted. */
export interface Reading {
  used: number;
  limit: number;
  windowStart: number;
  resetsAt: number;
}

/**
 * Which shares of the allowances have been told. A notice is written down in the same step as the count
 * that called for it, and told from there: what is not marked as told is told again.
 */
export class Notices {
  readonly #sql: SqlStorage;
  readonly #reached = new Map<NoticeMeter, { windowStart: number; limit: number; percent: number }>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    for (const row of sql.exec<Row>("SELECT * FROM notice ORDER BY window_start, percent")) {
      this.#reached.set(row.meter as NoticeMeter, {
        windowStart: row.window_start,
        limit: row.quota,
        percent: row.percent,
      });
    }
  }

  /** Looks at a counter that has just moved. True when there is something new to tell. */
  see(meter: NoticeMeter, { used, limit, windowStart, resetsAt }: Reading, now: number): boolean {
    const percent = percentReached(used, limit);
    const before = this.#reached.get(meter);
    // A larger plan begins anew: three quarters of it are news, whatever was reached of the smaller one.
    const same = before && before.windowStart === windowStart && before.limit === limit;
    if (percent === 0 || (same && before.percent >= percent)) return false;
    this.#reached.set(meter, { windowStart, limit, percent });
    this.#sql.exec("DELETE FROM notice WHERE told = 1 AND at < ?", now - keptMs);
    const written = this.#sql.exec(
      "INSERT OR IGNORE INTO notice VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
      `quota:${meter}:${windowStart}:${limit}:${percent}`,
      meter,
      windowStart,
      limit,
      percent,
      used,
      resetsAt,
      now,
    );
    return written.rowsWritten > 0;
  }

  /** What nobody has been told yet. */
  untold(): AllowanceNotice[] {
    const rows = this.#sql.exec<Row>("SELECT * FROM notice WHERE told = 0 ORDER BY at, percent").toArray();
    return rows.map((row) => ({
      id: row.id,
      meter: row.meter as NoticeMeter,
      percent: row.percent as AllowanceNotice["percent"],
      used: row.used,
      limit: row.quota,
      resetsAt: row.resets_at,
      at: row.at,
    }));
  }

  told(id: string): void {
    this.#sql.exec("UPDATE notice SET told = 1 WHERE id = ?", id);
  }
}

/** Longer than any window, so that nothing is told a second time within one. */
const keptMs = 40 * 86_400_000;

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  meter: string;
  window_start: number;
  quota: number;
  percent: number;
  used: number;
  resets_at: number;
  at: number;
  told: number;
}
