import type { Ctx } from "../../context";
import type { BotFailure } from "../../domain/bot-failure";
import type { TokenUse } from "../../domain/model-price";
import { listAt, parsed, textAt, type Json, type JsonObject } from "../../relay/json";
import type { Talk } from "../../relay/kinds/kind";
import { relay } from "../../relay/relay";
import type { RelaySubject } from "../../secrets/relay-token";

/** What a bot says to a message of a trial. */
export interface TrialAnswer {
  texts: string[];
  failure: BotFailure | null;
  use: TokenUse | null;
  /** Billionths of a dollar; null where nobody has said a price. */
  nanoUsd: number | null;
  /** The far end's conversation, to go on with; null where the next message begins another. */
  session: string | null;
  durationMs: number;
}

/**
 * One turn with an assistant, by the calls that Evolution makes: a message in a thread, a run, looks at the run
 * until it is done, the functions that it wants, and what it wrote. Null for a bot that is not there any more.
 */
export async function askAssistant(ctx: Ctx, who: RelaySubject, talk: Talk, text: string): Promise<TrialAnswer | null> {
  const turn = new Turn(ctx, who, talk);
  try {
    return await turn.take(text);
  } catch (error) {
    if (error instanceof Stopped) return turn.answer({ failure: error.failure });
    if (error instanceof Gone) return null;
    throw error;
  }
}

/** Ends a turn from within its calls. */
class Stopped extends Error {
  constructor(readonly failure: BotFailure) {
    super(failure);
  }
}
class Gone extends Error {}

class Turn {
  readonly #ctx: Ctx;
  readonly #who: RelaySubject;
  readonly #talk: Talk;
  readonly #startedAt: number;
  #use: TokenUse | null = null;
  #nanoUsd: number | null = null;

  constructor(ctx: Ctx, who: RelaySubject, talk: Talk) {
    this.#ctx = ctx;
    this.#who = who;
    this.#talk = talk;
    this.#startedAt = ctx.now();
  }

  async take(text: string): Promise<TrialAnswer> {
    const thread = this.#talk.session ?? textAt(await this.#call("POST", "/threads", {}), "id");
    if (!thread) throw new Stopped("not_json");
    const path = `/threads/${thread}`;
    await this.#call("POST", `${path}/messages`, { role: "user", content: [{ type: "text", text }] });
    const assistant = String(this.#talk.connection.assistantId ?? "");
    const run = textAt(await this.#call("POST", `${path}/runs`, { assistant_id: assistant }), "id");
    if (!run) throw new Stopped("not_json");
    await this.#untilDone(`${path}/runs/${run}`);
    const listed = await this.#call("GET", `${path}/messages`, {}, { run_id: run, limit: "1" });
    // The newest text of the newest message, as Evolution reads it.
    const said = textAt(listed, "data", 0, "content", 0, "text", "value");
    return this.answer({ texts: said ? [said] : [], session: thread });
  }

  /** What came of the turn. A thread whose run did not end takes no message, so a failure begins another. */
  answer(more: Partial<TrialAnswer>): TrialAnswer {
    const durationMs = this.#tookMs();
    return { texts: [], failure: null, use: this.#use, nanoUsd: this.#nanoUsd, session: null, durationMs, ...more };
  }

  #tookMs(): number {
    return this.#ctx.now() - this.#startedAt;
  }

  async #untilDone(run: string): Promise<void> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
      if (this.#tookMs() + pauseMs > this.#ctx.settings.botTimeoutMs) throw new Stopped("timeout");
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const seen = await this.#call("GET", run);
      const status = textAt(seen, "status");
      if (status === "completed") return;
      if (status === "requires_action") {
        const outputs = await this.#carryOut(listAt(seen, "required_action", "submit_tool_outputs", "tool_calls"));
        await this.#call("POST", `${run}/submit_tool_outputs`, { tool_outputs: outputs });
      }
    }
  }

  /** What the bot's functions answer. One that fails is told to the assistant, which goes on without it. */
  #carryOut(calls: readonly Json[]): Promise<JsonObject[]> {
    return Promise.all(
      calls.map(async (call) => {
        const given = parsed(textAt(call, "function", "arguments") ?? "");
        const sent = {
          functionName: textAt(call, "function", "name") ?? "",
          functionArguments: { ...(given as JsonObject | null), remoteJid: this.#talk.contact, pushName: "" },
        };
        const output = await this.#call("POST", "/function", sent).catch((): Json => ({
          error: "Function call failed",
        }));
        return { tool_call_id: textAt(call, "id") ?? "", output: JSON.stringify(output) };
      }),
    );
  }

  async #call(method: "GET" | "POST", path: string, body: JsonObject = {}, query = {}): Promise<Json> {
    const sent = {
      method,
      path,
      query: new URLSearchParams(query),
      contentType: null,
      body: { json: body },
      test: true,
    };
    const relayed = await relay(this.#ctx, this.#who, sent);
    if (!relayed) throw new Gone();
    const { failure, reading, response, settled } = relayed;
    if (reading?.use) {
      this.#use = reading.use;
      this.#nanoUsd = (await settled)?.nanoUsd ?? null;
    }
    if (failure) throw new Stopped(failure);
    return parsed(await response.text()) ?? null;
  }
}

const firstPauseMs = 300;
const longestPauseMs = 2_000;
