/** A stretch of the log as sockets take it. */
export interface LogPage {
  events: PagedEvent[];
  /** Every wanted event up to here is in this page. */
  through: number;
  /** The page reaches the end of the log. */
  atEnd: boolean;
}

export interface PagedEvent {
  sequence: number;
  id: string;
  type: string;
  instanceId: string | null;
  instance: string | null;
  at: number;
  recovered: boolean;
  /** The envelope's `data` as JSON; null where it is too large for a frame. */
  data: string | null;
}

export interface PageFilter {
  after: number;
  instances: readonly string[] | null;
  types: readonly string[] | null;
  instanceId: string | null;
}

/** Reads a page after a number, as long as one answer between Objects should be. */
export function readEventPage(sql: SqlStorage, last: number, filter: PageFilter): LogPage {
  const { after, instances, types, instanceId } = filter;
  const where = ["sequence > ?"];
  const values: SqlStorageValue[] = [after];
  const oneOf = (column: string, wanted: readonly string[] | null) => {
    if (!wanted) return;
    where.push(`${column} IN (${wanted.map(() => "?").join(", ")})`);
    values.push(...wanted);
  };
  oneOf("instance", instances);
  oneOf("type", types);
  oneOf("instance_id", instanceId === null ? null : [instanceId]);
  const rows = sql.exec<Row>(
    `SELECT sequence, id, type, NULLIF(instance_id, '') AS instance_id, NULLIF(instance, '') AS instance, at, recovered, body
     FROM event
     WHERE ${where.join(" AND ")} ORDER BY sequence LIMIT ?`,
    ...values,
    pageEvents,
  );
  const events: PagedEvent[] = [];
  let characters = 0;
  for (const row of rows) {
    const { sequence, id, type, instance, at } = row;
    const data = dataFor(row);
    events.push({
      sequence,
      id,
      type,
      instanceId: row.instance_id,
      instance,
      at,
      recovered: row.recovered === 1,
      data,
    });
    characters += data?.length ?? 0;
    if (characters >= pageCharacters) break;
  }
  const atEnd = events.length < pageEvents && characters < pageCharacters;
  return { events, atEnd, through: atEnd ? Math.max(last, after) : events.at(-1)!.sequence };
}

/** A QR picture is a frame of its own, and media have no place on a socket at all. */
function dataFor({ type, body }: Row): string | null {
  if (type === "qrcode.updated" || body === null) return null;
  const data = JSON.stringify((JSON.parse(body) as { data?: unknown }).data ?? null);
  return data.length <= frameCharacters ? data : null;
}

interface Row extends Record<string, SqlStorageValue> {
  sequence: number;
  id: string;
  type: string;
  instance_id: string | null;
  instance: string | null;
  at: number;
  recovered: number;
  body: string | null;
}

const pageEvents = 200;
const pageCharacters = 1_000_000;
/** The same bound as for events that come as they happen. */
export const frameCharacters = 16_000;
