import type { BotFailure } from "../../domain/bot-failure";

/** What a bot did in a span of time. */
export interface BotAnalytics {
  answers: number;
  failures: Partial<Record<BotFailure, number>>;
  messages: number;
  contacts: number;
  /** Conversations that had a message in the span, and those of them that a person took over. */
  conversations: number;
  handedOff: number;
  durationMs: { p50: number | null; p95: number | null };
  tokens: { input: number; cached: number; output: number };
  nanoUsd: number;
  /** Answers of which nobody has said a price. */
  unpriced: number;
  models: ModelFigures[];
  steps: StepFigures[];
  byContact: ContactFigures[];
}

export interface ModelFigures {
  model: string;
  answers: number;
  input: number;
  output: number;
  nanoUsd: number;
}

/** An hour or a day of the span. */
export interface StepFigures {
  start: number;
  answers: number;
  failures: number;
  tokens: number;
  nanoUsd: number;
}

export interface ContactFigures {
  contact: string;
  name: string | null;
  answers: number;
  tokens: number;
  nanoUsd: number;
  lastAt: number;
}

export interface AnalyticsSpan {
  /** A bot, or null for all of them. */
  botId: string | null;
  from: number;
  until: number;
  /** How long an hour or a day is, and when the first begins. */
  stepMs: number;
}

/** Reads figures from the answers themselves, so that a figure and a list never disagree. */
export function readAnalytics(sql: SqlStorage, span: AnalyticsSpan): BotAnalytics {
  const within = [span.botId, span.from, span.until] as const;
  const sums = sql.exec<Sums>(`SELECT ${sumColumns} FROM bot_answer WHERE ${inSpan}`, ...within).one();
  const failures = sql.exec<{ failure: string; count: number }>(
    `SELECT failure, count(*) AS count FROM bot_answer WHERE ${inSpan} AND failure IS NOT NULL GROUP BY failure`,
    ...within,
  );
  const talks = sql
    .exec<{ all_of: number; handed: number }>(
      `SELECT count(*) AS all_of, coalesce(sum(paused_at >= ?2), 0) AS handed FROM bot_conversation
       WHERE (?1 IS NULL OR bot_id = ?1) AND last_at >= ?2 AND since < ?3`,
      ...within,
    )
    .one();
  return {
    answers: sums.answers,
    failures: Object.fromEntries(failures.toArray().map(({ failure, count }) => [failure, count])),
    messages: sums.messages,
    contacts: sums.contacts,
    conversations: talks.all_of,
    handedOff: talks.handed,
    durationMs: { p50: quantile(sql, within, sums.answers, 0.5), p95: quantile(sql, within, sums.answers, 0.95) },
    tokens: { input: sums.input, cached: sums.cached, output: sums.output },
    nanoUsd: sums.nano_usd,
    unpriced: sums.unpriced,
    models: sql
      .exec<ModelFigures & Record<string, SqlStorageValue>>(
        `SELECT model, count(*) AS answers, coalesce(sum(input), 0) AS input, coalesce(sum(output), 0) AS output,
           coalesce(sum(nano_usd), 0) AS nanoUsd
         FROM bot_answer WHERE ${inSpan} AND model IS NOT NULL AND failure IS NULL GROUP BY model ORDER BY nanoUsd DESC`,
        ...within,
      )
      .toArray(),
    // Bound numbers are floating-point ones: without the cast a step would be no whole number.
    steps: sql
      .exec<StepFigures & Record<string, SqlStorageValue>>(
        `SELECT ?2 + CAST((at - ?2) / ?4 AS INTEGER) * ?4 AS start, sum(failure IS NULL) AS answers, sum(failure IS NOT NULL) AS failures,
           coalesce(sum(input), 0) + coalesce(sum(output), 0) AS tokens, coalesce(sum(nano_usd), 0) AS nanoUsd
         FROM bot_answer WHERE ${inSpan} GROUP BY start ORDER BY start`,
        ...within,
        span.stepMs,
      )
      .toArray(),
    byContact: sql
      .exec<ContactFigures & Record<string, SqlStorageValue>>(
        `SELECT contact, (SELECT name FROM bot_conversation c WHERE c.contact = a.contact AND c.name IS NOT NULL LIMIT 1) AS name,
           sum(failure IS NULL) AS answers, coalesce(sum(input), 0) + coalesce(sum(output), 0) AS tokens,
           coalesce(sum(nano_usd), 0) AS nanoUsd, max(at) AS lastAt
         FROM bot_answer a WHERE ${inSpan} AND contact IS NOT NULL GROUP BY contact ORDER BY answers DESC, lastAt DESC LIMIT ?4`,
        ...within,
        listedContacts,
      )
      .toArray(),
  };
}

/** The duration that a share of the answers did not exceed. */
function quantile(
  sql: SqlStorage,
  within: readonly (string | number | null)[],
  answers: number,
  share: number,
): number | null {
  if (answers === 0) return null;
  const rows = sql.exec<{ duration_ms: number }>(
    `SELECT duration_ms FROM bot_answer WHERE ${inSpan} AND failure IS NULL ORDER BY duration_ms LIMIT 1 OFFSET ?4`,
    ...within,
    Math.min(answers - 1, Math.ceil(answers * share) - 1),
  );
  return rows.toArray()[0]?.duration_ms ?? null;
}

/** Trials cost tokens, and are no contact's: they stay out of all figures of contacts. */
const inSpan = "(?1 IS NULL OR bot_id = ?1) AND at >= ?2 AND at < ?3 AND test = 0";
const sumColumns = `coalesce(sum(failure IS NULL), 0) AS answers, coalesce(sum(messages), 0) AS messages,
  count(DISTINCT contact) AS contacts, coalesce(sum(input), 0) AS input, coalesce(sum(cached), 0) AS cached,
  coalesce(sum(output), 0) AS output, coalesce(sum(nano_usd), 0) AS nano_usd,
  coalesce(sum(input IS NOT NULL AND nano_usd IS NULL), 0) AS unpriced`;
const listedContacts = 50;

interface Sums extends Record<string, SqlStorageValue> {
  answers: number;
  messages: number;
  contacts: number;
  input: number;
  cached: number;
  output: number;
  nano_usd: number;
  unpriced: number;
}
