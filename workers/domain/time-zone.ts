import { hourMs } from "./usage-series";

const dayMs = 24 * hourMs;

/** Is this the IANA name of a time zone (`America/Sao_Paulo`), or `UTC`? */
export function isTimeZone(name: string): boolean {
  // Offsets such as +02:00 are zones to some runtimes and none to others.
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,59}$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

/** Clock and calendar of a place. */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  }

  /** What the clocks there show, as if it were UTC. */
  wallAt(at: number): number {
    const part: Record<string, number> = {};
    for (const { type, value } of this.#format.formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  }

  /** The date there, as `2026-11-26`. */
  dateAt(at: number): string {
    return new Date(this.wallAt(at)).toISOString().slice(0, 10);
  }

  /** The first moment of a date there. Where clocks skip midnight, the day begins with the first hour that there is. */
  startOf(date: string): number {
    const wall = Date.parse(`${date}T00:00:00Z`);
    let at = wall - (this.wallAt(wall) - wall);
    // The offset may have changed between the guess and the moment that is meant.
    at = wall - (this.wallAt(at) - at);
    if (this.dateAt(at) < date) at = this.#firstOf(date, at);
    return at;
  }

  #firstOf(date: string, before: number): number {
    let at = before;
    while (this.dateAt(at) < date) at += 15 * 60_000;
    return at;
  }

  /** The first moments of the days from one moment to before another; the first may lie before it. */
  daysBetween(from: number, to: number): number[] {
    const starts: number[] = [];
    let wall = Date.parse(`${this.dateAt(from)}T00:00:00Z`);
    for (;;) {
      const start = this.startOf(new Date(wall).toISOString().slice(0, 10));
      if (start >= to && starts.length > 0) return starts;
      // A date that a country left out has no moment of its own.
      if (start > (starts.at(-1) ?? Number.NEGATIVE_INFINITY)) starts.push(start);
      wall += dayMs;
    }
  }
}
