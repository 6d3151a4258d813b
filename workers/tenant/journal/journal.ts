import { DurableObject } from "cloudflare:workers";
import { migrate } from "../migrate";
import type { Recipient } from "../hub/event-receiver";
import { Deliveries, type Attempt, type DueDelivery } from "./deliveries";
import { EventLog, type AppendedEvent, type EventQuery, type NewEvent, type StoredEvent } from "./events";
import { MessageMarks } from "./message-marks";
import { journalMigrations } from "./migrations";
import { RequestLog, type LoggedRequest } from "./requests";

/**
 * One tenant's record: events in their order, deliveries and their attempts, requests. Append-only
 * and large, and therefore an Object apart from the hub, which must stay quick.
 */
export class TenantJournal extends DurableObject<Env> {
  readonly #events: EventLog;
  readonly #marks: MessageMarks;
  readonly #deliveries: Deliveries;
  readonly #requests: RequestLog;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    migrate(state.storage, journalMigrations);
    const { sql } = state.storage;
    this.#marks = new MessageMarks(sql);
    this.#events = new EventLog(sql, this.#marks);
    this.#deliveries = new Deliveries(sql);
    this.#requests = new RequestLog(sql);
  }

  append(events: NewEvent[]): AppendedEvent[] {
    return this.#events.append(events);
  }

  /** The hub has seen these events: opens the deliveries that follow and closes the events in one step. */
  async dispatch(sequences: number[], recipients: Recipient[]): Promise<string[]> {
    const ids = this.#deliveries.open(recipients, Date.now());
    this.#events.markDispatched(sequences);
    await this.#schedule();
    return ids;
  }

  beginDelivery(id: string): (DueDelivery & { event: StoredEvent }) | null {
    const delivery = this.#deliveries.begin(id, Date.now());
    const event = delivery && this.#events.get(delivery.sequence);
    return event ? { ...delivery, event } : null;
  }

  async recordAttempt(id: string, attempt: Attempt): Promise<void> {
    this.#deliveries.record(id, attempt);
    await this.#schedule();
  }

  listEvents(query: EventQuery): { events: StoredEvent[]; last: number } {
    return { events: this.#events.list(query), last: this.#events.lastSequence };
  }

  lastSequence(): number {
    return this.#events.lastSequence;
  }

  logRequests(requests: LoggedRequest[]): void {
    this.#requests.add(requests);
  }

  /** What the request log has cost in rows, for the benchmark. */
  rowsWritten(): number {
    return this.#requests.rowsWritten;
  }

  listRequests(limit: number): LoggedRequest[] {
    return this.#requests.newest(limit);
  }

  /** Puts what is due (again) on the queue. */
  override async alarm(): Promise<void> {
    const tenantId = this.ctx.id.name ?? "";
    const due = this.#deliveries.takeDue(Date.now(), batchSize);
    if (due.length > 0) {
      await this.env.DELIVERIES.sendBatch(due.map((deliveryId) => ({ body: { tenantId, deliveryId } })));
    }
    await this.#schedule();
  }

  /** Removes what the plan no longer keeps. Called by the daily round. */
  async removeOld(before: { events: number; requests: number }): Promise<void> {
    const stored = this.#events.removeBefore(before.events);
    this.#deliveries.removeBefore(before.events);
    this.#requests.removeBefore(before.requests);
    this.#marks.removeBefore(Date.now() - marksKeptMs);
    for (let at = 0; at < stored.length; at += 1000) await this.env.BODIES.delete(stored.slice(at, at + 1000));
  }

  async erase(): Promise<void> {
    await this.ctx.storage.deleteAll();
    this.ctx.abort("erased");
  }

  async #schedule(): Promise<void> {
    const next = this.#deliveries.nextDueAt;
    if (next === null) return;
    const planned = await this.ctx.storage.getAlarm();
    if (planned === null || planned > next) await this.ctx.storage.setAlarm(next);
  }
}

/** The largest batch that a queue takes. */
const batchSize = 100;
/** Longer than any span of upstream's history that is compared. */
const marksKeptMs = 8 * 24 * 60 * 60_000;
