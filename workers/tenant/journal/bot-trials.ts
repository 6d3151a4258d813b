/** A conversation with which a bot is tried out. */
export interface Trial {
  id: string;
  botId: string;
  session: string | null;
  history: { role: "user" | "assistant"; content: string }[];
}

/** Keeps trials from one message to the next. */
export class BotTrials {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(id: string): Trial | null {
    const row = this.#sql.exec<{ talk: string }>("SELECT talk FROM bot_trial WHERE id = ?", id).toArray()[0];
    return row ? (JSON.parse(row.talk) as Trial) : null;
  }

  keep(trial: Trial, now: number): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO bot_trial (id, bot_id, at, talk) VALUES (?, ?, ?, ?)",
      trial.id,
      trial.botId,
      now,
      JSON.stringify(trial),
    );
  }

  removeBefore(at: number): void {
    this.#sql.exec("DELETE FROM bot_trial WHERE at < ?", at);
  }
}
