import { DurableObject } from "cloudflare:workers";
import { openDatabase } from "../../db/client";
import { writeBalances } from "../../domain/balances";
import type { Gauge, Reservation } from "../../domain/gauge";
import type { KeptAnswer } from "../../domain/idempotency";
import type { InstanceStatus } from "../../domain/instance";
import { limitFacts, type LimitKind } from "../../domain/limit";
import type { NoticeMeter } from "../../domain/notice";
import type { Balance, Claim } from "../../domain/quota";
import type { Usage } from "../../domain/usage";
import { checkEveryMs, type Degraded } from "../../domain/health";
import { migrate } from "../migrate";
import { journalStub } from "../stub";
import { Timers } from "../timers";
import { authorize, keyIdOf, targetOf, type Admission, type AdmissionRequest } from "./admission";
import type { BotKind } from "../../domain/bot";
import type { BudgetPeriod, Spend } from "../../domain/budget";
import {
  admitAnswer,
  settleAnswer,
  type AnswerPermit,
  type AnswerRequest,
  type AnswerUse,
  type SettledAnswer,
} from "./bot-admission";
import { BotBudgets } from "./bot-budgets";
import type { BotPolicy, CredentialPolicy } from "./bot-policy";
import { Claims, isNamed } from "./claims";
import { EventReceiver, instanceNamed, type ReceivedEvent, type Recipient, type Seen } from "./event-receiver";
import { HealthNotes, type HealthNote } from "./health";
import { Idempotency } from "./idempotency";
import { KeyUse } from "./key-use";
import { Ledger, type RefundableClaim } from "./ledger";
import type { Member } from "./live/listener";
import { judgeKey, openSocket } from "./live/open";
import { endedSessions } from "./live/sessions";
import { hubMigrations } from "./migrations";
import { Notices } from "./notices";
import { readPolicy, type EndpointPolicy, type InstancePolicy, type Policy } from "./policy";
import { PolicyHolder } from "./policy-holder";
import { Reservations } from "./reservations";
import { Sockets } from "./sockets";
import { Statuses } from "./statuses";
import { UsageReader } from "./usage";

/**
 * One tenant's hot Object: it admits requests, counts them, knows the live state of its instances
 * and holds its dashboards' sockets. A switchboard over parts that each do one of these.
 * The tenant's growing record (events, requests, deliveries) is the journal's, so that no query
 * over it ever stands in front of an admission.
 */
export class TenantHub extends DurableObject<Env> {
  readonly #builtAt = Date.now();
  readonly #policy: PolicyHolder;
  readonly #ledger: Ledger;
  readonly #statuses: Statuses;
  readonly #sockets: Sockets;
  readonly #timers: Timers;
  readonly #health: HealthNotes;
  readonly #reservations = new Reservations();
  readonly #idempotency: Idempotency;
  readonly #keyUse: KeyUse;
  readonly #notices: Notices;
  readonly #receiver: EventReceiver;
  readonly #claims = new Claims();
  readonly #usage: UsageReader;
  #admittedAt = 0;
  readonly #botBudgets: BotBudgets;
  #settling: ReturnType<typeof setTimeout> | null = null;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    migrate(state.storage, hubMigrations);
    const { sql } = state.storage;
    this.#ledger = new Ledger(sql);
    this.#statuses = new Statuses(sql);
    this.#idempotency = new Idempotency(sql);
    this.#keyUse = new KeyUse(sql);
    this.#usage = new UsageReader({ ledger: this.#ledger, claims: this.#claims, keyUse: this.#keyUse });
    this.#notices = new Notices(sql);
    this.#botBudgets = new BotBudgets(sql);
    this.#timers = new Timers(state.storage);
    this.#health = new HealthNotes(sql);
    const journal = () => journalStub(env, state.id.name ?? "");
    this.#sockets = new Sockets({
      state,
      readPage: (query) => journal().readPage(query),
      readBounds: () => journal().bounds(),
      now: Date.now,
      onDeadline: (at) => state.waitUntil(this.#timers.set("sockets", at)),
    });
    this.#policy = new PolicyHolder(() => readPolicy(env, state.id.name ?? ""), Date.now);
    this.#receiver = new EventReceiver(this.#statuses, this.#sockets);
  }

  /** The only hop before an upstream call: is the key good, whose instance is it, is there quota left? */
  async admit(request: AdmissionRequest): Promise<Admission> {
    const policy = await this.#policy.get();
    const admission = this.#decide(policy, request, Date.now());
    return admission.admitted ? admission : { ...admission, keyId: keyIdOf(policy, request) };
  }

  #decide(policy: Policy | null, request: AdmissionRequest, now: number): Admission {
    const authorized = authorize(policy, request, now);
    if ("admitted" in authorized) return authorized;
    const { key, member, target } = authorized;

    // A repetition is answered before anything is counted: it is never charged twice.
    const repeated = request.claim ? this.#idempotency.look(request.claim, now) : { state: "new" as const };
    if (repeated.state === "replay") return { admitted: false, reason: "repeated", answer: repeated.answer };
    if (repeated.state !== "new") return { admitted: false, reason: "not_repeatable", state: repeated.state };

    const claims = this.#claims.of({ policy: policy!, key, target, messages: request.messages, now });
    const outcome = this.#ledger.take(claims);
    const limits: Balance[] = [];
    for (const claim of claims) if (Number.isFinite(claim.limit)) limits.push(this.#ledger.balance(claim));
    if (!outcome.taken) {
      const { claim } = outcome;
      const met = { ...this.#ledger.balance(claim), weight: claim.weight, instance: target?.name ?? null };
      return { admitted: false, reason: "limit", met, limits: writeBalances(limits) };
    }
    if (request.claim) this.#idempotency.begin(request.claim, now);
    if (key) this.#keyUse.see(key.id, now);
    this.#settleWhenIdle(now);
    this.#lookForNotices(claims, now);
    const sent = request.messages > 0 ? claims.filter(({ kind }) => limitFacts[kind].meter === "messages") : [];
    return {
      admitted: true,
      tenantId: policy!.tenantId,
      keyId: key?.id ?? null,
      boundInstanceId: key?.instanceId ?? null,
      member,
      sandboxOnly: key?.environment === "sandbox",
      webhooksReadOnly: key?.scopes ? !key.scopes.has("webhooks:write") : false,
      target: target && targetOf(target),
      limits: writeBalances(limits),
      receipt: sent.length === 0 ? "" : JSON.stringify(this.#ledger.refundable(sent)),
    };
  }

  /** Gives back the messages of a request that upstream did not carry out. */
  refund(receipt: string): void {
    if (receipt !== "") this.#ledger.refund(JSON.parse(receipt) as RefundableClaim[]);
    this.#settleWhenIdle(Date.now());
  }

  /** Keeps the answer of a call for its repetitions. */
  keepAnswer(claimId: string, answer: KeptAnswer): void {
    this.#idempotency.keep(claimId, answer);
  }

  /** Lets a call that was not carried out be tried again. */
  forgetClaim(claimId: string): void {
    this.#idempotency.forget(claimId);
  }

  /** Reads the policy anew. A verb that changed it awaits this: the next admission sees the change. */
  async refresh(what: "instances" | "keys" | "plan" | "bots" | "endpoints"): Promise<void> {
    const policy = await this.#policy.refresh();
    if (!policy) return;
    const keyIds = [...policy.keysByHash.values()].map((key) => key.id);
    const ids = new Set([...keyIds, ...policy.instancesById.keys()]);
    this.#ledger.forget((counter) => isNamed(counter, ids));
    this.#statuses.retain((id) => policy.instancesById.has(id));
    this.#health.retain((id) => policy.instancesById.has(id));
    this.#botBudgets.retain((id) => policy.botsById.has(id));
    this.#sockets.recheck((key) => judgeKey(policy, key, Date.now()));
    this.#sockets.tellDashboards({ type: "changed", what });
  }

  /**
   * Holds a place of the plan, and a name, for a thing that is about to be made. Whoever asked makes it,
   * awaits `refresh` and then `release`, whatever came of it.
   */
  async reserve(gauge: Gauge, name: string): Promise<Reservation> {
    const policy = await this.#policy.refresh();
    if (!policy) return { reserved: false, reason: "plan_limit", limit: 0 };
    return this.#reservations.take(gauge, name, policy.names[gauge], policy.plan[gauge], Date.now());
  }

  release(gauge: Gauge, name: string): void {
    this.#reservations.release(gauge, name);
  }

  /** The fast lane: state and QR reach open pages before the event log has a number for them. */
  async glimpse(instance: string, at: number, seen: Seen, upstreamName?: string): Promise<void> {
    const found = instanceNamed(await this.#policy.get(), instance);
    // An address that was given for another instance of this name says nothing about this one.
    if (!found || (upstreamName !== undefined && found.upstreamName !== upstreamName)) return;
    this.#receiver.see(found, at, seen);
  }

  /**
   * An event has come for an instance: whose is it? What it says about the connection is shown at once.
   * While the instance is being made its first events wait for its row, since upstream sends them before
   * it has answered the creation.
   */
  async meetEvent({
    name,
    upstreamName,
    at,
    seen,
    parting,
  }: MetEvent): Promise<InstancePolicy | "unknown" | "being_made"> {
    const find = async () => {
      const found = instanceNamed(await this.#policy.get(), name);
      return found?.upstreamName === upstreamName ? found : null;
    };
    let found = await find();
    const until = Date.now() + creationWaitMs;
    const isBeingMade = () => !parting && this.#reservations.holds("instances", name, Date.now());
    while (!found && isBeingMade()) {
      if (Date.now() > until) return "being_made";
      await scheduler.wait(creationLookMs);
      found = await find();
    }
    // The place is given back after the row is known: who missed the row in that moment finds it now.
    found ??= await find();
    if (!found) return "unknown";
    if (seen) this.#receiver.see(found, at, seen);
    return found;
  }

  /** Takes logged events: state, QR, sockets. Answers which endpoints want which event. */
  async receive(events: ReceivedEvent[]): Promise<Recipient[]> {
    this.#watch(Date.now());
    return this.#receiver.receive(await this.#policy.get(), events);
  }

  /** The request log has grown. Answers whether any page is open to hear of it. */
  hintRequests(): boolean {
    return this.#sockets.tellDashboards({ type: "requests" });
  }

  async statuses(): Promise<Record<string, InstanceStatus>> {
    const policy = await this.#policy.get();
    const ids = [...(policy?.instancesById.keys() ?? [])];
    return Object.fromEntries(ids.map((id) => [id, this.#statuses.of(id)]));
  }

  /** Instances as the gateway would be given them, without admitting anyone. Deleted ones answer for a day. */
  async findInstances(names: string[]): Promise<Record<string, InstancePolicy>> {
    const policy = await this.#policy.get();
    const found = names.map((name) => [name, instanceNamed(policy, name)] as const);
    return Object.fromEntries(found.filter((entry): entry is [string, InstancePolicy] => entry[1] !== null));
  }

  /** A bot and its sealed secret, for the relay; null for none of this tenant's. */
  async findBot(id: string): Promise<BotPolicy | null> {
    return (await this.#policy.get())?.botsById.get(id) ?? null;
  }

  async findCredential(id: string): Promise<CredentialPolicy | null> {
    return (await this.#policy.get())?.credentialsById.get(id) ?? null;
  }

  /** The kind of a bot or a credential; null for none of this tenant's. */
  async botKind(subject: string): Promise<BotKind | null> {
    const policy = await this.#policy.get();
    return (policy?.botsById.get(subject) ?? policy?.credentialsById.get(subject))?.kind ?? null;
  }

  /** May this bot answer now? The only hop before the relay asks a far end. */
  async openAnswer(request: AnswerRequest): Promise<AnswerPermit> {
    return admitAnswer(await this.#policy.get(), this.#botBudgets, request, Date.now);
  }

  /** Counts what an answer took. */
  async settleAnswer(answer: AnswerUse): Promise<SettledAnswer> {
    return settleAnswer(await this.#policy.get(), this.#botBudgets, answer, Date.now());
  }

  /** What a bot, or all of them, have used up in the day and the month that run. */
  async botSpend(botId: string | null): Promise<Record<BudgetPeriod, Spend>> {
    return this.#botBudgets.used(botId, Date.now());
  }

  async findEndpoint(id: string): Promise<EndpointTarget | null> {
    const found = (await this.#policy.get())?.endpoints.find((endpoint) => endpoint.id === id);
    if (!found) return null;
    const { url, byEvents, format, headers, secret, previousSecret, previousSecretUntil, enabled } = found;
    const { concurrency, ratePerSecond } = found;
    const secrets = { secret, previousSecret, previousSecretUntil };
    return { id, url, byEvents, format, headers, ...secrets, enabled, concurrency, ratePerSecond };
  }

  async usage(): Promise<Usage | null> {
    const policy = await this.#policy.get();
    return policy && this.#usage.of(policy, Date.now());
  }

  /** Messages sent in this period and time of the last use, by key. */
  async keyUse(): Promise<Record<string, { messages: number; lastUsedAt: number | null }>> {
    const policy = await this.#policy.get();
    return policy ? this.#usage.byKey(policy, Date.now()) : {};
  }

  /** Messages that an instance has sent in this period. */
  async instanceUse(instanceId: string): Promise<{ messages: number }> {
    const policy = await this.#policy.get();
    return policy ? this.#usage.ofInstance(instanceId, policy, Date.now()) : { messages: 0 };
  }

  /** What admission has cost in rows, for the benchmark. */
  rowsWritten(): number {
    return this.#ledger.rowsWritten;
  }

  /** Opens a socket. The door has verified who asks, and says so in headers of its own. */
  override fetch(request: Request): Promise<Response> {
    return openSocket(request, {
      tenantId: this.ctx.id.name ?? "",
      sockets: this.#sockets,
      openDashboard: (member, sequence) => this.#openDashboard(member, sequence),
      admit: (asked) => this.admit(asked),
      policy: () => this.#policy.get(),
      lastSequence: () => journalStub(this.env, this.ctx.id.name ?? "").lastSequence(),
    });
  }

  #openDashboard(member: Member, sequence: number): Response {
    if (this.#timers.dueAt("sessions") === null) {
      this.ctx.waitUntil(this.#timers.set("sessions", Date.now() + sessionsEveryMs));
    }
    return this.#sockets.openDashboard(member, this.ctx.id.name ?? "", sequence);
  }

  /**
   * Closes the dashboards of people who signed out, were signed out, or do not belong to the tenant any more.
   * Whoever ends a session awaits this; a timer looks for what ended otherwise.
   */
  async recheckSessions(): Promise<void> {
    const members = this.#sockets.members();
    if (members.length === 0) return;
    await this.#timers.set("sessions", Date.now() + sessionsEveryMs);
    this.#sockets.closeEnded(await endedSessions(openDatabase(this.env.DB), this.ctx.id.name ?? "", members));
  }

  /** The timer is set for later by then, and what fails here must not lose the timers that rang with it. */
  async #closeEndedSessions(): Promise<void> {
    const tenantId = this.ctx.id.name ?? "";
    await this.recheckSessions().catch((error: unknown) => {
      console.error(JSON.stringify({ level: "error", at: "sessions", tenantId, error: String(error) }));
    });
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    return this.#sockets.receive(socket, message);
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    // 1005 and 1006 mean "no code was sent" and must not be sent on.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  /** Since when this Object is awake and who listens to it: for the test that idle sockets let it sleep. */
  describe(): { builtAt: number; sockets: number } {
    return { builtAt: this.#builtAt, sockets: this.#sockets.count };
  }

  /** An instance that calls itself open, with what the last check left; null for one that is not to be looked at. */
  async watched(name: string): Promise<WatchedInstance | null> {
    const instance = (await this.#policy.get())?.instancesByName.get(name);
    if (!instance) return null;
    const { state, changedAt } = this.#statuses.of(instance.id);
    const note = this.#health.of(instance.id);
    return state === "open" || note?.degraded ? { instance, openedAt: changedAt, note } : null;
  }

  /** Keeps what a check found, and tells dashboards where it changed. */
  noteHealth(instanceId: string, note: HealthNote): void {
    const before = this.#health.of(instanceId)?.degraded?.reason;
    this.#health.keep(instanceId, note);
    if (before !== note.degraded?.reason) this.#sockets.tellDashboards({ type: "changed", what: "instances" });
  }

  health(instanceId: string): { status: InstanceStatus; note: HealthNote | null } {
    return { status: this.#statuses.of(instanceId), note: this.#health.of(instanceId) };
  }

  degraded(): Record<string, Degraded> {
    return this.#health.degraded();
  }

  override async alarm(): Promise<void> {
    const now = Date.now();
    for (const timer of await this.#timers.takeDue(now)) {
      if (timer === "sockets") this.#sockets.closeOverdue(now);
      if (timer === "sessions") await this.#closeEndedSessions();
      if (timer === "notices") await this.#tellNotices(now);
      if (timer === "checks") await this.#askForChecks(now);
    }
  }

  /** Has every instance looked at that calls itself open, and comes back as long as there is one. */
  async #askForChecks(now: number): Promise<void> {
    const policy = await this.#policy.get();
    const tenantId = this.ctx.id.name ?? "";
    const due = [...(policy?.instancesByName.values() ?? [])].filter(
      ({ id }) => this.#statuses.of(id).state === "open" || this.#health.of(id)?.degraded,
    );
    if (due.length === 0) return;
    await this.#timers.set("checks", now + checkEveryMs);
    for (let at = 0; at < due.length; at += 100) {
      const jobs = due.slice(at, at + 100).map(({ name }) => ({ body: { tenantId, instance: name } }));
      await this.env.CHECKS.sendBatch(jobs);
    }
  }

  /** Sees that somebody looks, once there is something to look at. */
  #watch(now: number): void {
    if (this.#timers.dueAt("checks") !== null) return;
    this.ctx.waitUntil(this.#timers.set("checks", now + checkEveryMs));
  }

  /** Removes everything that this Object holds of its tenant. */
  async erase(): Promise<void> {
    if (this.#settling) clearTimeout(this.#settling);
    await this.ctx.storage.deleteAll();
    this.ctx.abort("erased");
  }

  #lookForNotices(claims: readonly Claim[], now: number): void {
    for (const { kind, counter, limit, window, weight } of claims) {
      const meter = noticeMeters[kind];
      if (!meter || weight === 0) continue;
      const reading = {
        used: this.#ledger.used(counter, window),
        limit,
        windowStart: window.start,
        resetsAt: window.end,
      };
      // The alarm has the platform's word that it goes off, also if this Object ends before.
      if (this.#notices.see(meter, reading, now)) this.ctx.waitUntil(this.#timers.set("notices", now));
    }
  }

  /** Hands what is to be told to the queue, off the way of requests. What it does not take is tried again. */
  async #tellNotices(now: number): Promise<void> {
    const tenantId = this.ctx.id.name ?? "";
    // Set before, so that an Object that ends on the way comes back to what is left.
    await this.#timers.set("notices", now + noticeRetryMs);
    try {
      for (const notice of this.#notices.untold()) {
        await this.env.EVENTS.send({ tenantId, notice });
        this.#notices.told(notice.id);
      }
      await this.#timers.set("notices", null);
    } catch (error) {
      console.error(JSON.stringify({ level: "error", at: "notices", tenantId, error: String(error) }));
    }
  }

  /**
   * Writes exact figures once requests pause, so that only a crash under load costs anything. A steady
   * trickle puts it off: written every two seconds, the figures would cost more rows than the chunks.
   */
  #settleWhenIdle(now: number): void {
    this.#admittedAt = now;
    if (this.#settling) return;
    const settle = () => {
      const quietMs = Date.now() - this.#admittedAt;
      if (quietMs >= 0 && quietMs < idleAfterMs) {
        this.#settling = setTimeout(settle, idleAfterMs - quietMs);
        return;
      }
      this.#settling = null;
      this.#ledger.settle();
      this.#keyUse.settle();
    };
    this.#settling = setTimeout(settle, idleAfterMs);
  }
}

/** How long a dashboard may outlive a session that ended elsewhere. */
const sessionsEveryMs = 5 * 60_000;

/** What a delivery must know of its endpoint. */
export type EndpointTarget = Omit<EndpointPolicy, "instanceId" | "filter">;

/** An event at the door. */
export interface MetEvent {
  name: string;
  upstreamName: string;
  at: number;
  seen: Seen | null;
  /** It belongs to the end of an instance, which nobody waits for. */
  parting: boolean;
}

/** An instance as a check needs it. */
export interface WatchedInstance {
  instance: InstancePolicy;
  openedAt: number;
  note: HealthNote | null;
}

const idleAfterMs = 2_000;
/** Less than the fifteen seconds after which an upstream server gives a hook up. */
const creationWaitMs = 8_000;
const creationLookMs = 25;
const noticeRetryMs = 60_000;

/** The allowances of the plan of whose use people are told. */
const noticeMeters: Partial<Record<LimitKind, NoticeMeter>> = { messages: "messages", requests_day: "requestsPerDay" };
