import type { Group } from "./group";

/** The phone's groups. One document each, since they are always read as a whole. */
export class GroupStore {
  constructor(private readonly sql: SqlStorage) {}

  read(jid: string): Group | null {
    const row = this.sql.exec<{ document: string }>("SELECT document FROM chat_group WHERE jid = ?", jid).toArray()[0];
    return row ? (JSON.parse(row.document) as Group) : null;
  }

  byInviteCode(code: string): Group | null {
    return this.all().find((group) => group.inviteCode === code) ?? null;
  }

  /** The oldest first. */
  all(): Group[] {
    return this.sql
      .exec<{ document: string }>("SELECT document FROM chat_group ORDER BY sequence")
      .toArray()
      .map((row) => JSON.parse(row.document) as Group);
  }

  count(): number {
    return this.sql.exec<{ count: number }>("SELECT count(*) AS count FROM chat_group").one().count;
  }

  write(group: Group): void {
    this.sql.exec(
      "INSERT INTO chat_group (jid, document) VALUES (?, ?) ON CONFLICT (jid) DO UPDATE SET document = excluded.document",
      group.jid,
      JSON.stringify(group),
    );
  }

  remove(jid: string): void {
    this.sql.exec("DELETE FROM chat_group WHERE jid = ?", jid);
  }

  clear(): void {
    this.sql.exec("DELETE FROM chat_group");
  }
}
