import type { MessageMark } from "../../domain/message-mark";

/** Sends of an instance within a span of time, by whether WhatsApp has answered for them. */
export interface SendsInSpan {
  waiting: number;
  firstWaitingAt: number | null;
  /** When the newest send that has an answer was made. */
  lastAnsweredSentAt: number | null;
}

/** Which messages the log holds, by WhatsApp's own ids: an index of some days, never the messages themselves. */
export class MessageMarks {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The place in the log of the event that told of a message, and whether it was recovered from history. */
  find(instanceId: string, messageId: string): { sequence: number; recovered: boolean } | null {
    const row = this.#sql
      .exec<{ sequence: number; recovered: number }>(
        "SELECT sequence, recovered FROM message_mark WHERE instance_id = ? AND message_id = ?",
        instanceId,
        messageId,
      )
      .toArray()[0];
    return row ? { sequence: row.sequence, recovered: row.recovered === 1 } : null;
  }

  note(instanceId: string, mark: MessageMark, event: { sequence: number; at: number; recovered: boolean }): void {
    if (mark.kind === "answered") {
      const { answered, sent } = waits;
      this.#sql.exec(
        "UPDATE message_mark SET waits = ? WHERE instance_id = ? AND message_id = ? AND waits = ?",
        answered,
        instanceId,
        mark.id,
        sent,
      );
      return;
    }
    this.#sql.exec(
      "INSERT OR IGNORE INTO message_mark (instance_id, message_id, sequence, at, waits, recovered) VALUES (?, ?, ?, ?, ?, ?)",
      instanceId,
      mark.id,
      event.sequence,
      event.at,
      mark.kind === "sent" ? waits.sent : waits.never,
      event.recovered ? 1 : 0,
    );
  }

  /** Those of the ids that the log does not hold. */
  missing(instanceId: string, ids: readonly string[]): string[] {
    return ids.filter((id) => this.find(instanceId, id) === null);
  }

  sendsBetween(instanceId: string, from: number, until: number): SendsInSpan {
    const [waiting] = this.#sql
      .exec<{ count: number; first: number | null }>(
        "SELECT COUNT(*) AS count, MIN(at) AS first FROM message_mark WHERE instance_id = ? AND waits = ? AND at > ? AND at <= ?",
        instanceId,
        waits.sent,
        from,
        until,
      )
      .toArray();
    // Those sent since count as well: one that was answered proves that sending works again.
    const [answered] = this.#sql
      .exec<{ last: number | null }>(
        "SELECT MAX(at) AS last FROM message_mark WHERE instance_id = ? AND waits = ? AND at > ?",
        instanceId,
        waits.answered,
        from,
      )
      .toArray();
    return {
      waiting: waiting?.count ?? 0,
      firstWaitingAt: waiting?.first ?? null,
      lastAnsweredSentAt: answered?.last ?? null,
    };
  }

  removeBefore(at: number): void {
    this.#sql.exec("DELETE FROM message_mark WHERE at < ?", at);
  }
}

/** Whether a message waits for WhatsApp's answer. */
const waits = { never: 0, sent: 1, answered: 2 } as const;
