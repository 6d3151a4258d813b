import type { BotFailure } from "../../domain/bot-failure";
import type { TokenUse } from "../../domain/model-price";
import { findContact } from "./bot-contact";

/** One answer of a bot, or one that it could not give. */
export interface BotAnswer {
  /** The same id twice is one answer. */
  id: string;
  at: number;
  botId: string;
  instanceId: string;
  /** The conversation, as the far end calls it. */
  session: string | null;
  contact: string | null;
  name: string | null;
  /** What the contact wrote. */
  text: string | null;
  failure: BotFailure | null;
  durationMs: number;
  /** Messages that the bot said. */
  messages: number;
  model: string | null;
  use: TokenUse | null;
  /** Billionths of a dollar; null where nobody has said a price. */
  nanoUsd: number | null;
  /** True when the conversation is over with it. */
  ended: boolean;
  /** Made by somebody who tries the bot out: it is paid for, and no contact's. */
  test: boolean;
}

/** A conversation of a contact with a bot. */
export interface BotConversation {
  botId: string;
  contact: string;
  name: string | null;
  session: string | null;
  since: number;
  lastAt: number;
  lastText: string | null;
  messagesIn: number;
  messagesOut: number;
  state: "open" | "paused" | "closed";
}

/** What bots answered, and the conversations in which they did. */
export class BotAnswers {
  readonly #sql: SqlStorage;
  /** Answers of whose contact nothing is known yet. In memory: only figures depend on them. */
  #nameless: BotAnswer[] = [];

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  record(answers: readonly BotAnswer[]): void {
    for (const answer of answers) this.#recordOne(answer);
  }

  /**
   * Looks again for the contacts of answers that had none. A model can be quicker than the event of the
   * message that it answers, which comes through a queue.
   */
  nameContacts(now: number): void {
    const waiting = this.#nameless.filter(({ at }) => now - at < waitedForContactMs);
    this.#nameless = waiting.filter((answer) => {
      const contact = this.#contactOf(answer);
      if (contact === null) return true;
      this.#sql.exec("UPDATE bot_answer SET contact = ? WHERE id = ?", contact, answer.id);
      this.#converse(answer, contact);
      return false;
    });
  }

  /** Notes that somebody took a conversation over, gave it back or ended it. */
  mark(botId: string, contact: string, state: BotConversation["state"], now: number): void {
    this.#sql.exec(
      "UPDATE bot_conversation SET state = ?, paused_at = iif(? = 'paused', ?, paused_at) WHERE bot_id = ? AND contact = ?",
      state,
      state,
      now,
      botId,
      contact,
    );
  }

  /** Conversations of a bot, or of all, the newest message first. */
  conversations(botId: string | null, limit: number): BotConversation[] {
    const rows = this.#sql.exec<ConversationRow>(
      "SELECT * FROM bot_conversation WHERE ?1 IS NULL OR bot_id = ?1 ORDER BY last_at DESC LIMIT ?2",
      botId,
      limit,
    );
    return rows.toArray().map((row) => ({
      botId: row.bot_id,
      contact: row.contact,
      name: row.name,
      session: row.session,
      since: row.since,
      lastAt: row.last_at,
      lastText: row.last_text,
      messagesIn: row.messages_in,
      messagesOut: row.messages_out,
      state: row.state as BotConversation["state"],
    }));
  }

  /** Why the latest answer of each of these bots failed, for those whose latest did. */
  lastFailures(botIds: readonly string[]): Record<string, BotFailure> {
    const failed: Record<string, BotFailure> = {};
    for (const botId of botIds) {
      const [last] = this.#sql
        .exec<{ failure: BotFailure | null }>(
          "SELECT failure FROM bot_answer WHERE bot_id = ? AND test = 0 ORDER BY at DESC LIMIT 1",
          botId,
        )
        .toArray();
      if (last?.failure) failed[botId] = last.failure;
    }
    return failed;
  }

  removeBefore(conversations: number, answers: number): void {
    this.#sql.exec("DELETE FROM bot_answer WHERE at < ?", answers);
    this.#sql.exec("DELETE FROM bot_conversation WHERE last_at < ?", conversations);
  }

  #recordOne(answer: BotAnswer): void {
    const contact = answer.contact ?? this.#contactOf(answer);
    const { input = null, cached = null, output = null } = answer.use ?? {};
    const written = this.#sql.exec(
      `INSERT OR IGNORE INTO bot_answer
       (id, at, bot_id, contact, failure, duration_ms, messages, model, input, cached, output, nano_usd, test)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      answer.id,
      answer.at,
      answer.botId,
      contact,
      answer.failure,
      answer.durationMs,
      answer.messages,
      answer.model,
      input,
      cached,
      output,
      answer.nanoUsd,
      answer.test ? 1 : 0,
    );
    if (written.rowsWritten === 0 || answer.test) return;
    if (contact !== null) this.#converse(answer, contact);
    else if (answer.text !== null) this.#nameless = [...this.#nameless.slice(1 - mostNameless), answer];
  }

  #converse({ botId, name, session, at, text, messages, ended }: BotAnswer, contact: string): void {
    const state = ended ? "closed" : "open";
    // A contact who comes back after the end begins a new conversation.
    this.#sql.exec(
      `INSERT INTO bot_conversation
       (bot_id, contact, name, session, since, last_at, last_text, messages_in, messages_out, state)
       VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, 1, ?7, ?8)
       ON CONFLICT (bot_id, contact) DO UPDATE SET
         name = coalesce(nullif(?3, ''), name),
         session = coalesce(?4, session),
         since = iif(state = 'closed', ?5, since),
         messages_in = iif(state = 'closed', 1, messages_in + 1),
         messages_out = iif(state = 'closed', ?7, messages_out + ?7),
         last_at = max(last_at, ?5),
         last_text = coalesce(?6, last_text),
         state = ?8`,
      botId,
      contact,
      name,
      session,
      at,
      text?.slice(0, keptCharacters) ?? null,
      messages,
      state,
    );
  }

  /** Whose conversation it is, where the call itself named no contact. */
  #contactOf({ botId, instanceId, session, text, at }: BotAnswer): string | null {
    if (session !== null) {
      const known = this.#sql
        .exec<{ contact: string }>(
          "SELECT contact FROM bot_conversation WHERE bot_id = ? AND session = ?",
          botId,
          session,
        )
        .toArray()[0];
      if (known) return known.contact;
    }
    return text === null ? null : findContact(this.#sql, instanceId, text, at);
  }
}

interface ConversationRow extends Record<string, SqlStorageValue> {
  bot_id: string;
  contact: string;
  name: string | null;
  session: string | null;
  since: number;
  last_at: number;
  last_text: string | null;
  messages_in: number;
  messages_out: number;
  state: string;
}

/** Longer than an event waits in a queue that is well. */
const waitedForContactMs = 2 * 60_000;
/** Each is looked for with every message that comes in, so there must not be many. */
const mostNameless = 50;
/** Enough to recognize a message in a list; the whole of it is in the event log. */
const keptCharacters = 200;
