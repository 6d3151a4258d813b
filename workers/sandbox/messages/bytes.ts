import { Buffer } from "node:buffer";

/** How Evolution prints a 64-bit number. */
export function long(value: number, unsigned = false): { low: number; high: number; unsigned: boolean } {
  return { low: value | 0, high: Math.floor(value / 2 ** 32), unsigned };
}

/** How Evolution prints bytes in answers and events: `{"0":148,"1":160,…}`. */
export function printed(value: unknown): unknown {
  return mapBytes(value, (bytes) => ({ ...bytes }));
}

/** How it keeps them: as base64. */
export function stored(value: unknown): unknown {
  return mapBytes(value, (bytes) => Buffer.from(bytes).toString("base64"));
}

function mapBytes(value: unknown, render: (bytes: Uint8Array) => unknown): unknown {
  if (value instanceof Uint8Array) return render(new Uint8Array(value));
  if (Array.isArray(value)) return value.map((item) => mapBytes(item, render));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapBytes(item, render)]));
}
