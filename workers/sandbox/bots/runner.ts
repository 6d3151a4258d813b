import type { Account } from "../account/account";
import { messageKinds } from "../messages/kinds/kinds";
import { unreachable } from "../messages/reach";
import { hear } from "../messages/receive";
import { send } from "../messages/send";
import type { PhoneParts } from "../parts";
import { converse } from "./converse";
import { heed } from "./heed";
import type { Session } from "./sessions";
import { announceStatus } from "./status";
import { silence } from "./talk";
import type { Afterwards, Say, Task, Turn } from "./turns";

/** Longer than any answer takes: a turn that nobody works on after that was cut off by a restart. */
const leaseMs = 150_000;

/**
 * Takes the contacts' turns. Each contact's are taken one after the other, so that answers keep their
 * order; a slow server behind one contact's bot holds up nobody else.
 */
export class BotRunner {
  readonly #busy = new Set<string>();

  /** `stepped` is called whenever something was done, so that its events go out at once. */
  constructor(
    private readonly phone: PhoneParts,
    private readonly stepped: () => void,
  ) {}

  /** Goes on wherever something can be done now. Resolves when all of it waits or is done. */
  async run(): Promise<void> {
    const idle = this.phone.turns.contacts().filter((remoteJid) => !this.#busy.has(remoteJid));
    await Promise.all(idle.map((remoteJid) => this.#serve(remoteJid)));
  }

  async #serve(remoteJid: string): Promise<void> {
    this.#busy.add(remoteJid);
    try {
      for (;;) {
        const turn = this.phone.turns.first(remoteJid);
        if (!turn) return this.phone.timers.cancel(`turn:${remoteJid}`);
        if (turn.notBefore > this.phone.clock.now()) return this.#ringAt(remoteJid, turn.notBefore);
        await this.#step(turn).catch((error: unknown) => this.#giveUp(turn, error));
        this.stepped();
      }
    } finally {
      this.#busy.delete(remoteJid);
    }
  }

  /** What breaks a turn once would break it again, and hold up everything behind it. */
  #giveUp(turn: Turn, error: unknown): void {
    console.error("A bot's turn broke off", error);
    this.phone.turns.remove(turn.sequence);
  }

  async #step(turn: Turn): Promise<void> {
    const { phone } = this;
    const account = phone.account.read();
    if (!account) return phone.turns.clear();
    if (turn.unheard) {
      this.#ringAt(turn.remoteJid, phone.clock.now() + leaseMs);
      return hear(phone, turn);
    }
    if (!turn.task) return this.#ask(account, turn);
    if (!turn.task.reply) return this.#answer(account, turn, turn.task);
    this.#say(account, turn, turn.task);
  }

  /** Asks the next kind whether the message is for it. */
  #ask(account: Account, turn: Turn): void {
    const { phone } = this;
    const [name, ...rest] = turn.kinds;
    const message = turn.keyId === null ? null : phone.messages.byKeyId(turn.keyId);
    if (!name || !message) return phone.turns.remove(turn.sequence);
    const heeded = heed(phone, account, name, message);
    if (heeded && heeded.debounceMs > 0) this.#collect(turn.remoteJid, heeded.task, heeded.debounceMs);
    const task = heeded && heeded.debounceMs <= 0 ? heeded.task : null;
    phone.turns.write({ ...turn, kinds: rest, task });
  }

  /** Waits for more. What comes in time is added, and the wait begins anew. */
  #collect(remoteJid: string, task: Task, debounceMs: number): void {
    const key = `debounce:${task.kind}:${remoteJid}`;
    const waiting = this.phone.timers.find(key)?.payload as { task: Task } | undefined;
    const content = waiting ? `${waiting.task.content}\n${task.content}` : task.content;
    this.phone.timers.set(key, "debounce", this.phone.clock.now() + debounceMs, {
      remoteJid,
      task: { ...task, content },
    });
  }

  async #answer(account: Account, turn: Turn, task: Task): Promise<void> {
    const { phone } = this;
    this.#ringAt(turn.remoteJid, phone.clock.now() + leaseMs);
    // A conversation that was begun is not begun again when a restart cuts the call off.
    const begun = ({ id }: Session): void => phone.turns.write({ ...turn, task: { ...task, sessionId: id } });
    const reply = await converse(phone, account, turn.remoteJid, task, begun).catch(() => silence);
    phone.turns.write(waiting(phone, { ...turn, task: { ...task, reply } }));
  }

  /** Sends the next message, or ends the task after the last. */
  #say(account: Account, turn: Turn, task: Task): void {
    const { phone } = this;
    const reply = task.reply!;
    const [say, ...rest] = reply.says;
    if (!say) {
      const { afterwards } = reply;
      if (afterwards) settle(phone, account, afterwards);
      return phone.turns.write({ ...turn, task: null, notBefore: 0 });
    }
    // What cannot be sent ends the answer: upstream's code throws there, and the rest is lost.
    const next = sent(phone, account, say) ? { ...task, reply: { ...reply, says: rest } } : null;
    phone.turns.write(waiting(phone, { ...turn, task: next, notBefore: 0 }));
  }

  #ringAt(remoteJid: string, at: number): void {
    this.phone.timers.set(`turn:${remoteJid}`, "turn", at);
  }
}

function waiting(phone: PhoneParts, turn: Turn): Turn {
  const reply = turn.task?.reply;
  if (!reply) return turn;
  const ms = reply.says[0]?.afterMs ?? reply.restMs ?? 0;
  return { ...turn, notBefore: phone.clock.now() + ms };
}

function sent(phone: PhoneParts, account: Account, { route, body }: Say): boolean {
  const made = messageKinds[route].compose(phone, body, null);
  if (!("remoteJid" in made)) return false;
  const blocked = unreachable(phone, account, { jid: made.remoteJid, number: String(body.number) });
  return !blocked && send(phone, account, made, { echoed: false }).status === 201;
}

function settle(phone: PhoneParts, account: Account, { sessionId, change, remove, announce }: Afterwards): void {
  const session = phone.sessions.find(sessionId);
  if (remove) phone.sessions.remove(sessionId);
  else if (change) phone.sessions.change(sessionId, change);
  if (announce && session) announceStatus(phone, account, session.remoteJid, announce, session);
}
