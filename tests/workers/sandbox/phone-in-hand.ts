import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { sandboxGlobalKey } from "#workers/sandbox/key";
import { isPrepared } from "#workers/sandbox/migrations";
import type { SandboxPhone } from "#workers/sandbox/phone";
import { phoneStub, type PhoneStub } from "#workers/sandbox/stub";
import { eventNames } from "#workers/domain/event";

export const hookUrl = "https://hooks.example/zapin";

export interface Envelope {
  event: string;
  instance: string;
  data: never;
  destination: string;
  date_time: string;
  sender?: string;
  server_url: string;
  apikey: string | null;
}

export interface Reply {
  status: number;
  body: any;
}

/** A phone under test, with the gateway's and a person's hands on it, and an ear at its webhook. */
export class PhoneInHand {
  readonly stub: PhoneStub;
  readonly token = "token-of-the-phone";
  #lives = false;

  constructor(readonly name: string) {
    this.stub = phoneStub(env, name);
  }

  /** Calls a route with the phone's own token, unless a key is given; null sends none. */
  async call(
    method: string,
    route: string,
    body?: unknown,
    key: string | null = this.token,
    query = "",
  ): Promise<Reply> {
    return this.request(`${route}/${encodeURIComponent(this.name)}${query}`, {
      method,
      headers: {
        ...(key !== null && { apikey: key }),
        ...(body !== undefined && !(body instanceof FormData) && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
  }

  async request(path: string, init: RequestInit): Promise<Reply> {
    const response = await this.stub.fetch(new Request(`https://sandbox.invalid${path}`, init as never) as never);
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  }

  /**
   * Sets the phone's clock a day ahead. Its alarms are then due tomorrow and ring only when a test
   * says so, never in the middle of one.
   */
  async live(): Promise<void> {
    await runInDurableObject(this.stub, (phone: SandboxPhone) => phone.parts.clock.advance(86_400_000));
  }

  async create(more: Record<string, unknown> = {}): Promise<Reply> {
    if (!this.#lives) await this.live();
    this.#lives = true;
    return this.request("/instance/create", {
      method: "POST",
      headers: { apikey: await sandboxGlobalKey(env), "content-type": "application/json" },
      body: JSON.stringify({
        instanceName: this.name,
        integration: "WHATSAPP-BAILEYS",
        token: this.token,
        webhook: { enabled: true, url: hookUrl, events: [...eventNames] },
        ...more,
      }),
    });
  }

  /** Created, connected and scanned, with the events of all that already heard. */
  async open(): Promise<this> {
    await this.create();
    await this.call("GET", "/instance/connect");
    await this.stub.scan({ ownerNumber: "5511912345678", profileName: "Loja Teste" });
    await this.heard();
    return this;
  }

  /** Moves the phone's clock and lets what is due happen. */
  async pass(ms: number): Promise<void> {
    await runInDurableObject(this.stub, (phone: SandboxPhone) => phone.parts.clock.advance(ms));
    await runDurableObjectAlarm(this.stub);
  }

  /** The events that reached the webhook since the last time. */
  async heard(): Promise<Envelope[]> {
    await runInDurableObject(this.stub, async (phone: SandboxPhone, { storage }) => {
      if (isPrepared(storage.sql)) await phone.parts.outbox.drain();
    });
    const heard = ear.filter((envelope) => envelope.instance === this.name);
    ear = ear.filter((envelope) => envelope.instance !== this.name);
    return heard;
  }
}

let ear: Envelope[] = [];

/** Stands in for the webhook's receiver. `statuses` are its first answers, after which it takes everything. */
export function listen(...statuses: number[]): void {
  ear = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input as RequestInfo, init as RequestInit);
    const status = statuses.shift() ?? 200;
    if (status === 200) ear.push((await request.json()) as Envelope);
    return new Response(null, { status });
  });
}

export function types(envelopes: Envelope[]): string[] {
  return envelopes.map((envelope) => envelope.event);
}
