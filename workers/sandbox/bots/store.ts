import type { Row } from "./columns";
import type { BotKindName } from "./kind";

export interface Credential {
  id: string;
  name: string;
  apiKey: string;
  createdAt: number;
  updatedAt: number;
}

/** The phone's bots, the settings of each kind, and OpenAI's credentials. */
export class BotStore {
  constructor(private readonly sql: SqlStorage) {}

  /** In the order in which they were made. */
  list(kind: BotKindName): Row[] {
    return this.sql
      .exec<{ document: string }>("SELECT document FROM bot WHERE kind = ? ORDER BY sequence", kind)
      .toArray()
      .map((row) => JSON.parse(row.document) as Row);
  }

  find(kind: BotKindName, id: string): Row | null {
    const row = this.sql
      .exec<{ document: string }>("SELECT document FROM bot WHERE kind = ? AND id = ?", kind, id)
      .toArray()[0];
    return row ? (JSON.parse(row.document) as Row) : null;
  }

  write(kind: BotKindName, bot: Row): void {
    this.sql.exec(
      `INSERT INTO bot (id, kind, document) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET document = excluded.document`,
      bot.id,
      kind,
      JSON.stringify(bot),
    );
  }

  remove(id: string): void {
    this.sql.exec("DELETE FROM bot WHERE id = ?", id);
  }

  settings(kind: BotKindName): Row | null {
    const row = this.sql
      .exec<{ document: string }>("SELECT document FROM bot_settings WHERE kind = ?", kind)
      .toArray()[0];
    return row ? (JSON.parse(row.document) as Row) : null;
  }

  writeSettings(kind: BotKindName, settings: Row): void {
    this.sql.exec("INSERT OR REPLACE INTO bot_settings (kind, document) VALUES (?, ?)", kind, JSON.stringify(settings));
  }

  credentials(): Credential[] {
    return this.sql
      .exec<{ document: string }>("SELECT document FROM bot_credential ORDER BY sequence")
      .toArray()
      .map((row) => JSON.parse(row.document) as Credential);
  }

  credential(id: string): Credential | null {
    return this.credentials().find((credential) => credential.id === id) ?? null;
  }

  addCredential(credential: Credential): void {
    this.sql.exec("INSERT INTO bot_credential (id, document) VALUES (?, ?)", credential.id, JSON.stringify(credential));
  }

  removeCredential(id: string): void {
    this.sql.exec("DELETE FROM bot_credential WHERE id = ?", id);
  }

  clear(): void {
    for (const table of ["bot", "bot_settings", "bot_credential"]) this.sql.exec(`DELETE FROM ${table}`);
  }
}
