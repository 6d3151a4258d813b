import { FarAssistants } from "./far-assistants";

/**
 * What bots talk to, in one place and for every kind: Typebot, OpenAI, Dify, Flowise, n8n, EvoAI and a
 * program that speaks as Evolution's own bot does. They answer in the forms that their makers publish, and
 * fail in them too. A function from request to answer, so that it serves in the place of `fetch` and, by
 * `far-end-server.ts`, behind a port.
 */
export class FarEnds {
  readonly requests: FarEndRequest[] = [];
  /** What was reported as used, answer by answer. */
  readonly used: { model: string; input: number; cached: number; output: number }[] = [];
  /** The key that opens everything; any other is refused, and told back as providers do. */
  readonly key = "sk-far-end-0123456789abcdef";
  readonly user = { name: "bot", password: "correct horse" };
  readonly models = ["gpt-4o", "gpt-4o-mini", "gpt-4.1-mini", "own-model"];
  /** Goes before every answer, for a test that has its own. */
  before: ((request: FarEndRequest) => Promise<Response | null> | Response | null) | null = null;
  readonly #typebotSessions = new Map<string, number>();
  readonly #assistants = new FarAssistants((use) => this.used.push(use));

  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const raw = request.body ? await request.text() : "";
    const seen: FarEndRequest = {
      method: request.method,
      url: request.url,
      path: url.pathname,
      headers: Object.fromEntries(request.headers),
      raw,
      body: readJson(raw),
    };
    this.requests.push(seen);
    const own = await this.before?.(seen);
    if (own) return own;
    const place = url.pathname.split("/")[1] ?? "";
    const rest = url.pathname.slice(place.length + 1);
    switch (place) {
      case "typebot":
        return this.#typebot(rest, seen);
      case "openai":
        return this.#openai(rest, seen);
      case "dify":
        return this.#dify(rest, seen);
      case "flowise":
        return this.#flowise(rest, seen);
      case "n8n":
        return this.#n8n(rest, seen);
      case "evoai":
        return this.#evoai(seen);
      case "bot":
        return this.#bearer(seen)
          ? Response.json({ message: `bot says: ${String(at(seen.body, "query"))}` })
          : Response.json({ error: "Unauthorized" }, { status: 401 });
      case "functions":
        return Response.json({ price: 5, name: at(seen.body, "functionName") });
      case "broken":
        return broken(rest.slice(1));
      default:
        return new Response("<html>Not here</html>", { status: 404, headers: { "content-type": "text/html" } });
    }
  }

  #typebot(path: string, { body }: FarEndRequest): Response {
    const started = /^\/api\/v1\/typebots\/([^/]+)\/startChat$/.exec(path);
    if (started) {
      if (started[1] !== "welcome")
        return Response.json({ message: "Typebot not found", code: "NOT_FOUND" }, { status: 404 });
      const sessionId = `tb${crypto.randomUUID().replaceAll("-", "")}`;
      this.#typebotSessions.set(sessionId, 0);
      const name = String(at(body, "prefilledVariables", "pushName") || "there");
      return Response.json({
        sessionId,
        typebot: { id: "welcome", theme: {}, settings: {} },
        messages: [bubble(`Hello ${name}!`), bubble("What is your order's number?")],
        input: { id: "in1", type: "text input", options: {} },
      });
    }
    const session = /^\/api\/v1\/sessions\/([^/]+)\/continueChat$/.exec(path)?.[1] ?? "";
    const answered = this.#typebotSessions.get(session);
    if (answered === undefined)
      return Response.json({ message: "Session not found.", code: "NOT_FOUND" }, { status: 404 });
    this.#typebotSessions.set(session, answered + 1);
    const message = at(body, "message");
    const last = message === "bye";
    return Response.json({
      messages: [bubble(last ? "Good bye." : `You wrote: ${String(message)}`)],
      ...(last ? {} : { input: { id: "in1", type: "text input", options: {} } }),
    });
  }

  #openai(path: string, seen: FarEndRequest): Response {
    const bearer = /^Bearer (.+)$/.exec(seen.headers.authorization ?? "")?.[1] ?? "";
    if (bearer !== this.key) {
      return openaiError(
        401,
        "invalid_api_key",
        `Incorrect API key provided: ${bearer}. You can find your API key at https://example.com.`,
      );
    }
    if (path === "/v1/models") {
      return Response.json({
        object: "list",
        data: this.models.map((id) => ({ id, object: "model", created: 1, owned_by: "far-end" })),
      });
    }
    if (path === "/v1/audio/transcriptions") {
      return Response.json({ text: "what was said", usage: { type: "duration", seconds: 30 } });
    }
    const assistant = this.#assistants.answer(
      seen.method,
      new URL(seen.url),
      path.slice("/v1".length),
      seen.headers,
      seen.body,
    );
    if (assistant) return assistant;
    if (path !== "/v1/chat/completions") return openaiError(404, "unknown_url", `Unknown request URL: ${path}`);
    const model = String(at(seen.body, "model"));
    if (model === "gpt-busy")
      return openaiError(429, "insufficient_quota", "You exceeded your current quota, please check your plan.");
    if (!this.models.includes(model)) {
      return openaiError(
        404,
        "model_not_found",
        `The model \`${model}\` does not exist or you do not have access to it.`,
      );
    }
    const messages = list(at(seen.body, "messages"));
    const text = `answer to: ${spoken(messages.at(-1))}`;
    const input = messages.reduce<number>((sum, message) => sum + words(spoken(message)), 0);
    const use = { model: `${model}-2025-01-02`, input, cached: Math.floor(input / 3), output: words(text) };
    if (model === "own-model") use.model = model;
    this.used.push(use);
    const usage = {
      prompt_tokens: use.input,
      completion_tokens: use.output,
      total_tokens: use.input + use.output,
      prompt_tokens_details: { cached_tokens: use.cached },
    };
    const common = { id: "chatcmpl-1", created: 1, model: use.model };
    if (at(seen.body, "stream") === true) {
      const chunk = (more: object) => ({ ...common, object: "chat.completion.chunk", ...more });
      const told = at(seen.body, "stream_options", "include_usage") === true;
      const deltas = text
        .split(/(?<= )/)
        .map((content) => chunk({ choices: [{ index: 0, delta: { content }, finish_reason: null }] }));
      const events = [
        ...deltas,
        chunk({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }),
        ...(told ? [chunk({ choices: [], usage })] : []),
      ];
      return streamOf([...events.map((event) => `data: ${JSON.stringify(event)}\n\n`), "data: [DONE]\n\n"]);
    }
    return Response.json({
      ...common,
      object: "chat.completion",
      choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
      usage,
    });
  }

  #dify(path: string, seen: FarEndRequest): Response {
    if (!this.#bearer(seen))
      return Response.json({ code: "unauthorized", message: "Access token is invalid", status: 401 }, { status: 401 });
    const answer = `dify says: ${String(at(seen.body, "query") ?? at(seen.body, "inputs", "query"))}`;
    const use = { model: "", input: 21, cached: 0, output: words(answer) };
    this.used.push(use);
    const usage = {
      prompt_tokens: use.input,
      completion_tokens: use.output,
      total_price: "0.0001234",
      currency: "USD",
    };
    const common = { conversation_id: "45701982-8118-4bc5-8e9b-64562b4555f2", message_id: "m1" };
    if (at(seen.body, "response_mode") === "streaming") {
      const half = Math.floor(answer.length / 2);
      return streamOf([
        `data: ${JSON.stringify({ event: "agent_message", ...common, answer: answer.slice(0, half) })}\n\n`,
        `data: ${JSON.stringify({ event: "agent_message", ...common, answer: answer.slice(half) })}\n\n`,
        `data: ${JSON.stringify({ event: "message_end", ...common, metadata: { usage } })}\n\n`,
      ]);
    }
    if (path === "/v1/workflows/run") {
      return Response.json({
        workflow_run_id: "w",
        data: { status: "succeeded", outputs: { text: answer }, total_tokens: use.input + use.output },
      });
    }
    return Response.json({ event: "message", mode: "chat", ...common, answer, metadata: { usage } });
  }

  #flowise(path: string, seen: FarEndRequest): Response {
    if (!this.#bearer(seen)) return Response.json({ error: "Unauthorized Access" }, { status: 401 });
    if (path !== "/api/v1/prediction/flow-1") {
      const id = path.split("/").at(-1);
      return Response.json({ statusCode: 404, message: `Chatflow ${id} not found`, stack: {} }, { status: 404 });
    }
    return Response.json({ text: `flowise says: ${String(at(seen.body, "question"))}`, chatId: "c", sessionId: "s" });
  }

  #n8n(path: string, seen: FarEndRequest): Response {
    const pair = `${this.user.name}:${this.user.password}`;
    if (seen.headers.authorization !== `Basic ${btoa(pair)}`) {
      return Response.json({ message: "Authorization data is wrong!" }, { status: 403 });
    }
    if (path !== "/webhook/flow-1") {
      return Response.json(
        { code: 404, message: `The requested webhook "POST ${path}" is not registered.` },
        { status: 404 },
      );
    }
    return Response.json({ output: `n8n says: ${String(at(seen.body, "chatInput"))}` });
  }

  #evoai(seen: FarEndRequest): Response {
    if (seen.headers["x-api-key"] !== this.key) return Response.json({ detail: "Invalid API key" }, { status: 401 });
    const text = `evoai says: ${String(at(seen.body, "params", "message", "parts", 0, "text"))}`;
    const result = { id: "task", artifacts: [{ parts: [{ type: "text", text }] }], status: { state: "completed" } };
    return Response.json({ jsonrpc: "2.0", id: at(seen.body, "id"), result });
  }

  #bearer({ headers }: FarEndRequest): boolean {
    return headers.authorization === `Bearer ${this.key}`;
  }
}

export interface FarEndRequest {
  method: string;
  url: string;
  path: string;
  headers: Record<string, string>;
  /** As it was sent. */
  raw: string;
  body: unknown;
}

/** Far ends that fail, each in a way of its own. */
function broken(how: string): Response {
  switch (how) {
    case "down":
      return new Response("Bad Gateway", { status: 502 });
    case "html":
      return new Response("<html>Welcome to nginx!</html>", { headers: { "content-type": "text/html" } });
    case "elsewhere":
      return new Response(null, { status: 302, headers: { location: "http://169.254.169.254/latest/meta-data" } });
    case "large":
      return streamOf(
        Array.from({ length: 160 }, () => "x".repeat(64 * 1024)),
        "application/json",
      );
    case "endless":
      return new Response(
        new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{"text":"')) }),
        {
          headers: { "content-type": "application/json" },
        },
      );
    case "other":
      return Response.json({ hello: "world" });
    default:
      return new Response("", { status: Number(how) || 500 });
  }
}

function openaiError(status: number, code: string, message: string): Response {
  return Response.json({ error: { message, type: "invalid_request_error", param: null, code } }, { status });
}

function bubble(text: string) {
  return {
    id: crypto.randomUUID(),
    type: "text",
    content: { type: "richText", richText: [{ type: "p", children: [{ text }] }] },
  };
}

function streamOf(parts: readonly string[], type = "text/event-stream"): Response {
  const waiting = parts.map((part) => new TextEncoder().encode(part));
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      const next = waiting.shift();
      if (next) stream.enqueue(next);
      else stream.close();
    },
  });
  return new Response(body, { headers: { "content-type": type } });
}

function spoken(message: unknown): string {
  const content = at(message, "content");
  return typeof content === "string"
    ? content
    : list(content)
        .map((part) => String(at(part, "text") ?? ""))
        .join(" ");
}

function words(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (found, name) => (found as Record<string | number, unknown> | null | undefined)?.[name],
    value,
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
