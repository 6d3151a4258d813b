/** How busy an instance usually is. */
export interface Habit {
  lastAt: number | null;
  inWeek: number;
  longestSilenceMs: number;
}

/** What upstream told of an instance within a week. Only a number that is silent is looked at closely. */
export function readHabit(sql: SqlStorage, instanceId: string, now: number): Habit {
  const lastAt = sql
    .exec<{ at: number }>(
      "SELECT at FROM event WHERE instance_id = ? AND recovered = 0 AND type NOT LIKE 'zapin.%' ORDER BY sequence DESC LIMIT 1",
      instanceId,
    )
    .toArray()[0]?.at;
  if (lastAt === undefined) return { lastAt: null, inWeek: 0, longestSilenceMs: 0 };
  if (now - lastAt < worthALookMs) return { lastAt, inWeek: 0, longestSilenceMs: 0 };
  const { inWeek, longest } = sql
    .exec<{ inWeek: number; longest: number | null }>(
      `SELECT COUNT(*) AS inWeek, MAX(gap) AS longest FROM (
         SELECT at - LAG(at) OVER (ORDER BY sequence) AS gap FROM event
         WHERE instance_id = ? AND recovered = 0 AND at > ?)`,
      instanceId,
      now - weekMs,
    )
    .one();
  return { lastAt, inWeek, longestSilenceMs: longest ?? 0 };
}

const worthALookMs = 60 * 60_000;
const weekMs = 7 * 24 * 60 * 60_000;
