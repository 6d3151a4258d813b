/** What a column of upstream's tables of bots takes. */
export type ColumnType = "text" | "integer" | "flag" | "list";

export interface Column {
  type: ColumnType;
  /** What stands there when nothing is given. */
  initial: unknown;
}

const text: Column = { type: "text", initial: null };
const integer: Column = { type: "integer", initial: null };
const flag: Column = { type: "flag", initial: false };
export const list: Column = { type: "list", initial: null };
export { text, integer, flag };

/** How a bot behaves. Settings hold the same columns, as defaults for the bots of their kind. */
export const behaviourColumns = {
  expire: { type: "integer", initial: 0 },
  keywordFinish: text,
  delayMessage: integer,
  unknownMessage: text,
  listeningFromMe: flag,
  stopBotFromMe: flag,
  keepOpen: flag,
  debounceTime: integer,
  ignoreJids: list,
  splitMessages: flag,
  timePerChar: { type: "integer", initial: 50 },
} as const satisfies Record<string, Column>;

export const triggerColumns = {
  triggerType: text,
  triggerOperator: text,
  triggerValue: text,
} as const satisfies Record<string, Column>;

export type Row = { id: string; createdAt: number; updatedAt: number } & Record<string, unknown>;

const largestInteger = 2_147_483_647;

/**
 * The columns with what was given laid over what was there. Nothing given leaves a column as it was;
 * a value that the column cannot hold fails the whole row, as the database would: null.
 */
export function laidOver(
  columns: Record<string, Column>,
  given: Record<string, unknown>,
  before: Record<string, unknown> | null,
): Record<string, unknown> | null {
  const row: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(columns)) {
    const value = given[name];
    if (value !== undefined && value !== null && !holds(column.type, value)) return null;
    row[name] = value === undefined ? (before ? before[name] : column.initial) : value;
  }
  return row;
}

function holds(type: ColumnType, value: unknown): boolean {
  switch (type) {
    case "text":
      return typeof value === "string";
    case "integer":
      return Number.isInteger(value) && Math.abs(value as number) <= largestInteger;
    case "flag":
      return typeof value === "boolean";
    case "list":
      return Array.isArray(value);
  }
}
