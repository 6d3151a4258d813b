import { runInDurableObject } from "cloudflare:test";
import type { SandboxPhone } from "#workers/sandbox/phone";
import { PhoneInHand, type Envelope } from "../phone-in-hand";

/** A call that a bot's server got. */
export interface FarCall {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** Parsed where it was JSON. */
  body: any;
}

export type FarEndAnswer = (call: FarCall) => unknown;

export const contact = "5511988887777@s.whatsapp.net";

/** A phone whose bots talk to a server in the test's hands. */
export class BotInHand extends PhoneInHand {
  /** What the far end was asked, in order. */
  readonly calls: FarCall[] = [];
  /** Everything that the webhook heard. */
  readonly events: Envelope[] = [];
  #answer: FarEndAnswer = () => null;

  /** Open, with a far end that answers what `answer` gives: a value as JSON, or a whole Response. */
  async withFarEnd(answer: FarEndAnswer, more: Record<string, unknown> = {}): Promise<this> {
    await this.create(more);
    await this.call("GET", "/instance/connect");
    await this.stub.scan({ ownerNumber: "5511912345678", profileName: "Loja Teste" });
    await this.heard();
    this.#answer = answer;
    await this.plugIn();
    return this;
  }

  /** Puts the far end in place, also after a restart of the phone. */
  async plugIn(): Promise<void> {
    await runInDurableObject(this.stub, (phone: SandboxPhone) => {
      phone.parts.farEnd.reach = async (request) => {
        const text = await request.text();
        const headers = Object.fromEntries(request.headers);
        this.calls.push({ method: request.method, url: request.url, headers, body: parsed(text) });
        const answer = await this.#answer(this.calls.at(-1)!);
        return answer instanceof Response ? answer : Response.json(answer);
      };
    });
  }

  answers(answer: FarEndAnswer): void {
    this.#answer = answer;
  }

  async makes(kind: string, body: Record<string, unknown>): Promise<string> {
    const made = await this.call("POST", `/${kind}/create`, { enabled: true, triggerType: "all", ...body });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    return made.body.id as string;
  }

  async hears(text: string, more: object = {}): Promise<string> {
    const received = await this.stub.receive({ from: contact.split("@")[0]!, text, pushName: "Bia", ...more });
    if (!received.ok) throw new Error(received.reason);
    return received.id;
  }

  /** The texts that were sent, by whomever. */
  get said(): string[] {
    return this.events
      .filter(({ event }) => event === "send.message")
      .map(({ data }) => (data as any).message.conversation ?? (data as any).messageType);
  }

  /** Moves the clock, a second at a time, until nothing is left to do; the echo and the marks included. */
  async quiet(): Promise<void> {
    const deadline = Date.now() + 10_000;
    for (let still = 0; still < 3;) {
      if (Date.now() > deadline) throw new Error("The phone does not come to rest.");
      const before = this.events.length + this.calls.length;
      await this.passes(1_000);
      still = this.events.length + this.calls.length === before && (await this.isIdle()) ? still + 1 : 0;
    }
  }

  /** The same for one contact, while another's bot is still busy. */
  async quietFor(remoteJid: string): Promise<void> {
    const deadline = Date.now() + 10_000;
    const busy = (): Promise<boolean> =>
      runInDurableObject(this.stub, (phone: SandboxPhone) => phone.parts.turns.contacts().includes(remoteJid));
    while (await busy()) {
      if (Date.now() > deadline) throw new Error("The phone does not come to rest.");
      await this.passes(1_000);
    }
  }

  /** Moves the clock and takes note of what was heard. */
  async passes(ms: number): Promise<void> {
    await this.pass(ms);
    await scheduler.wait(1);
    this.events.push(...(await this.heard()));
  }

  async isIdle(): Promise<boolean> {
    return runInDurableObject(this.stub, (phone: SandboxPhone) => phone.parts.turns.contacts().length === 0);
  }

  async sessions(kind: string): Promise<any[]> {
    return (await this.call("GET", `/${kind}/fetchSessions/all`)).body as any[];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
