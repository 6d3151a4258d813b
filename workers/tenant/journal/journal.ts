import { DurableObject } from "cloudflare:workers";
import type { BotFailure } from "../../domain/bot-failure";
import type { OwnEvent } from "../../domain/own-event";
import { migrate } from "../migrate";
import { hubStub } from "../stub";
import { readAnalytics, type AnalyticsSpan, type BotAnalytics } from "./bot-analytics";
import { BotAnswers, type BotAnswer, type BotConversation } from "./bot-answers";
import { BotTrials, type Trial } from "./bot-trials";
import { readSettings } from "../../settings";
import type { Delivery } from "../../domain/delivery";
import type { DeliveryFigures } from "../../domain/endpoint";
import type { Attempt } from "./attempts";
import { Deliveries, leaseMs, type DeliveryQuery, type TakenDelivery } from "./deliveries";
import { Dispatcher } from "./dispatcher";
import { readEventPage, type LogPage, type PageFilter } from "./event-page";
import { EventLog, type AppendedEvent, type EventQuery, type NewEvent, type StoredEvent } from "./events";
import { Lanes, type LaneLimits, type Turn } from "./lanes";
import { callsSpanMs, timelineMs, type HealthFacts, type HealthReason, type TimelineEntry } from "../../domain/health";
import { readHabit } from "./habit";
import { Timeline } from "./timeline";
import { MessageMarks } from "./message-marks";
import { journalMigrations } from "./migrations";
import type { LoggedRequest } from "../../domain/request";
import type { SeriesFigures, SeriesQuery } from "../../domain/usage-series";
import { RequestHints } from "./request-hints";
import { RequestLog, type RequestPage, type RequestQuery } from "./requests";
import { UsageHours } from "./usage";
import { readSeries } from "./usage-series";
import { Recoveries, type RecoveryRequest } from "./recoveries";

/**
 * One tenant's record: events in their order, deliveries and their attempts, requests. Append-only
 * and large, and therefore an Object apart from the hub, which must stay quick.
 */
export class TenantJournal extends DurableObject<Env> {
  readonly #events: EventLog;
  readonly #marks: MessageMarks;
  readonly #timeline: Timeline;
  readonly #deliveries: Deliveries;
  readonly #recoveries: Recoveries;
  readonly #lanes: Lanes;
  readonly #requests: RequestLog;
  readonly #dispatcher: Dispatcher;
  readonly #usage: UsageHours;
  readonly #hints: RequestHints;
  readonly #botAnswers: BotAnswers;
  readonly #botTrials: BotTrials;
  /** When the alarm that was set in this Object's life will ring. */
  #alarmAt: number | null = null;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    migrate(state.storage, journalMigrations);
    const { sql } = state.storage;
    this.#marks = new MessageMarks(sql);
    this.#timeline = new Timeline(sql);
    this.#usage = new UsageHours(sql);
    this.#events = new EventLog(sql, this.#marks, ({ instance, at }) => this.#usage.countReceived(instance ?? "", at));
    this.#requests = new RequestLog(sql, this.#usage.stored);
    this.#usage.recover(this.#requests);
    this.#hints = new RequestHints(() => hubStub(env, state.id.name ?? "").hintRequests());
    this.#botAnswers = new BotAnswers(sql);
    this.#botTrials = new BotTrials(sql);
    this.#deliveries = new Deliveries(sql, readSettings(env).retryScheduleMs);
    this.#recoveries = new Recoveries(sql, this.#deliveries);
    this.#lanes = new Lanes(this.#deliveries, this.#recoveries, (endpointIds) => this.#askForWorkers(endpointIds));
    this.#dispatcher = new Dispatcher(this.#events, {
      receive: (events) => hubStub(env, state.id.name ?? "").receive(events),
      open: async (events, recipients) => {
        const now = Date.now();
        state.storage.transactionSync(() => {
          this.#deliveries.open(recipients, now);
          this.#events.markDispatched(events.map(({ sequence }) => sequence));
        });
        await this.#lanes.ask(
          recipients.map(({ endpointId }) => endpointId),
          now,
        );
        await this.#scheduleBy(now + sweepAfterMs);
      },
    });
  }

  /** Writes events down. They are safe when this answers; sockets and endpoints hear of them right after. */
  async append(events: NewEvent[]): Promise<AppendedEvent[]> {
    const appended = this.#events.append(events);
    for (const { instanceId, at, seen } of events) {
      if (instanceId !== null && seen?.state) this.#timeline.note(instanceId, at, { state: seen.state });
    }
    if (events.some(({ received }) => received)) this.#botAnswers.nameContacts(Date.now());
    await this.#scheduleBy(Date.now() + sweepAfterMs);
    // Not waited for: whoever hands an event over must know only that it is safe.
    void this.#dispatch();
    return appended;
  }

  /** Tells the tenant something of Zapin's own, in the form of upstream's events. */
  async emit(events: OwnEvent[]): Promise<void> {
    await this.append(
      events.map(({ id, type, instanceId, instance, at, data }) => ({
        fingerprint: `own:${id}`,
        type,
        instanceId,
        instance,
        at,
        seen: null,
        body: { inline: JSON.stringify({ event: type, instance, data, date_time: new Date(at).toISOString() }) },
      })),
    );
  }

  /** A worker of an endpoint's lane tells how its attempt went and takes the next delivery. */
  async work(
    endpointId: string,
    report: { delivery: TakenDelivery; attempt: Attempt } | null,
    limits: LaneLimits | null,
  ): Promise<Turn & { event: StoredEvent | null }> {
    const now = Date.now();
    const turn = await this.#lanes.turn(endpointId, report, limits, now);
    await this.#scheduleBy(now + (turn.taken ? leaseMs : sweepAfterMs));
    return { ...turn, event: turn.taken && this.#events.get(turn.taken.sequence) };
  }

  /** The endpoint is switched off: what is on its way to it waits until it is switched on. */
  holdDeliveries(endpointId: string): void {
    this.#deliveries.hold(endpointId);
  }

  /** The endpoint is switched on (again). */
  async resumeDeliveries(endpointId: string): Promise<void> {
    this.#deliveries.resume(endpointId, Date.now());
    await this.#ask(endpointId);
  }

  dropDeliveries(endpointId: string): void {
    this.#deliveries.drop(endpointId);
  }

  /** Delivers again from a place of the log on. Answers the numbers between which it looks. */
  async recoverDeliveries(endpointId: string, request: RecoveryRequest): Promise<{ from: number; until: number }> {
    const range = this.#recoveries.begin(endpointId, request, this.#events.lastSequence);
    await this.#ask(endpointId);
    return range;
  }

  async retryDelivery(endpointId: string, sequence: number): Promise<Delivery | null> {
    if (!this.#deliveries.retry(endpointId, sequence, Date.now())) return null;
    await this.#ask(endpointId);
    return this.#deliveries.find(endpointId, sequence);
  }

  listDeliveries(endpointId: string, query: DeliveryQuery): Delivery[] {
    return this.#deliveries.list(endpointId, query);
  }

  findDelivery(endpointId: string, sequence: number): { delivery: Delivery; event: StoredEvent } | null {
    const delivery = this.#deliveries.find(endpointId, sequence);
    const event = this.#events.get(sequence);
    return delivery && event && { delivery, event };
  }

  /** How each endpoint's deliveries went since a moment, and since when it fails. */
  deliveryFigures(
    endpointIds: string[],
    since: number,
  ): Record<string, DeliveryFigures & { failingSince: number | null }> {
    return Object.fromEntries(
      endpointIds.map((id) => [
        id,
        { ...this.#deliveries.figures(id, since), failingSince: this.#deliveries.failingSince(id) },
      ]),
    );
  }

  listEvents(query: EventQuery): { events: StoredEvent[]; more: boolean; last: number } {
    return { ...this.#events.list(query), last: this.#events.lastSequence };
  }

  /** A large body is about to be written into R2. Should its event never be appended, the object goes after a day. */
  expectUpload(stored: string): void {
    this.#events.expectUpload(stored, Date.now());
  }

  lastSequence(): number {
    return this.#events.lastSequence;
  }

  /** Those of the messages' ids that the log does not hold. */
  missingMessages(instanceId: string, ids: string[]): string[] {
    return this.#marks.missing(instanceId, ids);
  }

  /** What the log says about how an instance works. */
  healthFacts(asked: HealthQuestion): Pick<HealthFacts, "sends" | "calls" | "events"> {
    const { instanceId, instance, now } = asked;
    const { requests } = this.#requests.list({ filter: { instance, from: now - callsSpanMs }, limit: mostCalls });
    const calls = requests.filter(({ outcome }) => outcome !== "refused" && outcome !== "repeated");
    const failed = calls.filter(({ outcome }) => outcome === "upstream_error" || outcome === "upstream_unreachable");
    return {
      sends: this.#marks.sendsBetween(instanceId, now - asked.sendsSpanMs, now - asked.lateAfterMs),
      calls: { made: calls.length, failed: failed.length },
      events: readHabit(this.ctx.storage.sql, instanceId, now),
    };
  }

  noteHealth(instanceId: string, at: number, reason: HealthReason | null): void {
    this.#timeline.note(instanceId, at, { reason });
  }

  timeline(instanceId: string, since: number): TimelineEntry[] {
    return this.#timeline.since(instanceId, since);
  }

  /** A stretch of the log, as sockets take it. */
  readPage(filter: PageFilter): LogPage {
    return readEventPage(this.ctx.storage.sql, this.#events.lastSequence, filter);
  }

  /** The numbers between which the log lies. */
  bounds(): { oldest: number; last: number } {
    return { oldest: this.#events.oldestSequence, last: this.#events.lastSequence };
  }

  /** Takes a batch of an isolate's finished requests. The same batch twice is one. */
  logRequests(requests: LoggedRequest[]): void {
    const sequence = this.#requests.add(requests);
    if (sequence === null) return;
    this.#usage.count(requests, sequence);
    this.#hints.tell();
  }

  /** What the request log and the figures made of it have cost in rows, for the benchmark. */
  rowsWritten(): number {
    return this.#requests.rowsWritten + this.#usage.rowsWritten;
  }

  listRequests(query: RequestQuery): RequestPage {
    return this.#requests.list(query);
  }

  getRequest(id: string): LoggedRequest | null {
    return this.#requests.get(id);
  }

  usageSeries(query: SeriesQuery): SeriesFigures {
    return readSeries(this.#usage, query);
  }

  recordAnswers(answers: BotAnswer[]): void {
    this.#botAnswers.record(answers);
  }

  /** Notes that somebody took a bot's conversation over, gave it back or ended it. */
  markConversation(botId: string, contact: string, state: BotConversation["state"]): void {
    this.#botAnswers.mark(botId, contact, state, Date.now());
  }

  listConversations(botId: string | null, limit: number): BotConversation[] {
    return this.#botAnswers.conversations(botId, limit);
  }

  lastBotFailures(botIds: string[]): Record<string, BotFailure> {
    return this.#botAnswers.lastFailures(botIds);
  }

  botAnalytics(span: AnalyticsSpan): BotAnalytics {
    return readAnalytics(this.ctx.storage.sql, span);
  }

  findTrial(id: string): Trial | null {
    return this.#botTrials.find(id);
  }

  keepTrial(trial: Trial): void {
    this.#botTrials.keep(trial, Date.now());
  }

  /** Tells what was not told, and asks for workers where something is due (again). */
  override async alarm(): Promise<void> {
    this.#alarmAt = null;
    await this.#dispatch();
    const now = Date.now();
    const { due, nextAt } = this.#deliveries.look(now);
    await this.#lanes.ask(due, now);
    if (nextAt !== null) await this.#scheduleBy(nextAt);
    // What is due waits for a free place in its lane; should its workers be lost, somebody must ask again.
    if (due.length > 0) await this.#scheduleBy(now + sweepAfterMs);
  }

  /** Removes what the plan no longer keeps. Called by the daily round. */
  async removeOld(before: { events: number; requests: number; usage: number }): Promise<void> {
    // What is about to go must be part of the figures, which stay longer.
    this.#usage.store();
    this.#usage.removeBefore(before.usage);
    const stored = [
      ...this.#events.removeBefore(before.events),
      ...this.#events.removeUploadsBefore(Date.now() - uploadsKeptMs),
    ];
    this.#deliveries.removeBefore(before.events);
    this.#requests.removeBefore(before.requests);
    this.#botAnswers.removeBefore(before.events, Date.now() - answersKeptMs);
    this.#botTrials.removeBefore(Date.now() - trialsKeptMs);
    this.#marks.removeBefore(Date.now() - marksKeptMs);
    this.#timeline.removeBefore(Date.now() - timelineMs);
    for (let at = 0; at < stored.length; at += 1000) await this.env.BODIES.delete(stored.slice(at, at + 1000));
  }

  async erase(): Promise<void> {
    await this.ctx.storage.deleteAll();
    this.ctx.abort("erased");
  }

  async #dispatch(): Promise<void> {
    try {
      await this.#dispatcher.run();
    } catch (error) {
      console.error(JSON.stringify({ level: "error", at: "journal", error: String(error) }));
      await this.#scheduleBy(Date.now() + sweepAfterMs);
    }
  }

  async #ask(endpointId: string): Promise<void> {
    const now = Date.now();
    await this.#lanes.ask([endpointId], now);
    await this.#scheduleBy(now + sweepAfterMs);
  }

  async #askForWorkers(endpointIds: string[]): Promise<void> {
    const tenantId = this.ctx.id.name ?? "";
    for (let at = 0; at < endpointIds.length; at += batchSize) {
      const batch = endpointIds.slice(at, at + batchSize).map((endpointId) => ({ body: { tenantId, endpointId } }));
      await this.env.DELIVERIES.sendBatch(batch);
    }
  }

  /**
   * Sees that the alarm rings then or earlier. One that a killed process has left is not counted on, nor one
   * that is long overdue: if it never rang, nobody would look after what is due any more.
   */
  async #scheduleBy(at: number): Promise<void> {
    const now = Date.now();
    const rings = this.#alarmAt !== null && this.#alarmAt > now - lostAfterMs;
    if (rings && this.#alarmAt! <= at) return;
    // Set by the alarm's own handler to the moment for which it rang, it would be forgotten when that ends.
    this.#alarmAt = Math.max(at, now + 1);
    await this.ctx.storage.setAlarm(this.#alarmAt);
  }
}

/** What was not told to its readers by then, because they failed or the process died, is told again. */
const sweepAfterMs = 5_000;

/** An alarm that has not rung by then will not. */
const lostAfterMs = 10_000;

/** The largest batch that a queue takes. */
const batchSize = 100;
/** Longer than any span of upstream's history that is compared. */
const marksKeptMs = 8 * 24 * 60 * 60_000;
/** Analytics look back over thirty days. */
const answersKeptMs = 35 * 24 * 60 * 60_000;
/** No upload takes that long. */
const uploadsKeptMs = 24 * 60 * 60_000;
const trialsKeptMs = 24 * 60 * 60_000;

/** What a check asks the log. */
export interface HealthQuestion {
  instanceId: string;
  instance: string;
  now: number;
  lateAfterMs: number;
  sendsSpanMs: number;
}

/** Of more calls than these the newest tell enough. */
const mostCalls = 200;
