import { DurableObject, exports } from "cloudflare:workers";
import { AccountStore, type Account } from "./account/account";
import { toResponse } from "./answers";
import { FarEnd } from "./bots/far-end";
import { Pauses } from "./bots/pauses";
import { BotRunner } from "./bots/runner";
import { SessionStore } from "./bots/sessions";
import { BotStore } from "./bots/store";
import { debounced } from "./bots/tell";
import { TurnQueue } from "./bots/turns";
import { AddressBook } from "./chats/address-book";
import { PhoneClock } from "./clock";
import { Announcer } from "./events/announcer";
import { Outbox } from "./events/outbox";
import { poster } from "./events/post";
import { GroupStore } from "./groups/store";
import { sandboxGlobalKey } from "./key";
import { acknowledge, echo } from "./messages/acknowledgements";
import { MessageStore } from "./messages/store";
import { isPrepared, migrate } from "./migrations";
import { reopenLine } from "./pairing/disconnect";
import { renewQr } from "./pairing/pair";
import type { PhoneParts } from "./parts";
import * as person from "./person";
import { answerCall } from "./routes/door";
import { Timers, type Timer } from "./timers";
import type { PhoneTrouble } from "./trouble";

/**
 * One simulated phone with the Evolution server around it. `fetch` speaks Evolution's routes to the
 * gateway; the other methods are what a person would do with the phone in hand.
 */
export class SandboxPhone extends DurableObject<Env> {
  /** An own property, which callers over RPC cannot reach; tests move its clock and drain its outbox. */
  readonly parts: PhoneParts & { outbox: Outbox };
  readonly #runner: BotRunner;
  #prepared: boolean;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const { storage } = ctx;
    const clock = new PhoneClock();
    const timers = new Timers(storage, clock);
    const account = new AccountStore(storage.sql);
    const loopback = (request: Request): Promise<Response> => exports.default.fetch(request);
    const outbox = new Outbox(storage.sql, clock, timers, poster(env.PUBLIC_URL, loopback));
    this.parts = {
      clock,
      timers,
      account,
      outbox,
      messages: new MessageStore(storage.sql, clock),
      book: new AddressBook(storage.sql, clock),
      groups: new GroupStore(storage.sql),
      announcer: new Announcer(account, outbox, clock, env.PUBLIC_URL),
      bots: new BotStore(storage.sql),
      sessions: new SessionStore(storage.sql, clock),
      turns: new TurnQueue(storage.sql),
      farEnd: new FarEnd(env.PUBLIC_URL, loopback),
      pauses: new Pauses(clock, timers),
      serverUrl: env.PUBLIC_URL,
      globalKey: () => sandboxGlobalKey(env),
    };
    this.#runner = new BotRunner(this.parts, () => this.#deliverSoon());
    this.#prepared = isPrepared(storage.sql);
    if (this.#prepared) migrate(storage);
  }

  override async fetch(request: Request): Promise<Response> {
    const door = {
      parts: this.parts,
      globalKey: await this.parts.globalKey(),
      account: () => this.#account(),
      prepare: () => this.#prepare(),
    };
    const answer = await answerCall(door, request);
    this.#goOnSoon();
    return toResponse(answer);
  }

  scan(input: person.ScanInput = {}): person.StateAnswer {
    return this.#did(person.scan(this.parts, this.#account(), input));
  }

  receive(input: person.ReceiveInput): { ok: true; id: string } | person.PhoneRefusal {
    return this.#did(person.receive(this.parts, this.#account(), input));
  }

  trouble(kind: PhoneTrouble): { ok: true } | person.PhoneRefusal {
    return person.trouble(this.parts, this.#account(), kind);
  }

  drop(input: person.DropInput = {}): person.StateAnswer {
    return this.#did(person.drop(this.parts, this.#account(), input));
  }

  describe(): person.PhoneDescription | person.PhoneRefusal {
    return person.describe(this.parts, this.#account(), this.#prepared ? this.parts.outbox.size : 0);
  }

  override async alarm(): Promise<void> {
    if (!this.#prepared) return;
    this.parts.timers.runDue((timer) => this.#ring(timer));
    this.#goOnSoon();
    await this.#deliver();
  }

  #ring(timer: Timer): void {
    switch (timer.kind) {
      case "qr":
        return renewQr(this.parts);
      case "reopen":
        return reopenLine(this.parts);
      case "status":
        return acknowledge(this.parts, timer.key, timer.payload);
      case "echo":
        return echo(this.parts, timer.key, timer.payload);
      case "debounce":
        return debounced(this.parts, timer.payload);
      case "pause":
        return this.parts.pauses.end(timer.key);
      case "turn":
      case "outbox":
        // Nothing of their own: every alarm ends with the bots' turns and a delivery.
        return;
    }
  }

  #account(): Account | null {
    return this.#prepared ? this.parts.account.read() : null;
  }

  #prepare(): void {
    if (this.#prepared) return;
    migrate(this.ctx.storage);
    this.#prepared = true;
  }

  #did<Result>(result: Result): Result {
    this.#goOnSoon();
    return result;
  }

  /** Bots answer behind everything else: nobody waits for their servers. */
  #goOnSoon(): void {
    this.#deliverSoon();
    if (this.#prepared) this.ctx.waitUntil(this.#runner.run());
  }

  /** Events go out behind the answer. What fails here, the outbox's timer repeats. */
  #deliverSoon(): void {
    if (this.#prepared) this.ctx.waitUntil(this.#deliver());
  }

  async #deliver(): Promise<void> {
    await this.parts.outbox.drain();
    await this.#sweep();
  }

  /** A deleted phone whose last event went out leaves nothing behind. */
  async #sweep(): Promise<void> {
    if (!this.#prepared || this.parts.account.read() || this.parts.outbox.size > 0) return;
    this.#prepared = false;
    this.parts.timers.forget();
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
  }
}
