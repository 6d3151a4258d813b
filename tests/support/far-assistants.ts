/**
 * OpenAI's assistants as its published description of the API has them: threads that keep their messages,
 * runs that go from `queued` over `in_progress` to an end, and one run at a time in each thread. What the
 * contact writes decides how a run ends: "price" asks for a function, "quota" fails, "forever" never ends.
 */
export class FarAssistants {
  readonly #threads = new Map<string, Message[]>();
  readonly #runs = new Map<string, Run>();
  readonly #tell: (use: ReportedUse) => void;

  constructor(tell: (use: ReportedUse) => void) {
    this.#tell = tell;
  }

  /** Answers what stands behind `/v1`; null for a path that is none of assistants. */
  answer(method: string, url: URL, path: string, headers: Record<string, string>, sent: unknown): Response | null {
    const [, place, id = "", part, runId = "", more] = path.split("/");
    if (place !== "threads" && place !== "assistants") return null;
    const body = (sent ?? {}) as Record<string, any>;
    if (headers["openai-beta"] !== "assistants=v2") return refusal(400, "invalid_beta", "Send the beta header.");
    if (place === "assistants") {
      return id === "asst_1" && method === "GET"
        ? Response.json({ id, object: "assistant", name: "Shop", model: "gpt-4o", instructions: "Be kind.", tools: [] })
        : refusal(404, null, `No assistant found with id '${id}'.`);
    }
    if (id === "") return this.#openThread();
    const thread = this.#threads.get(id);
    if (!thread) return refusal(404, null, `No thread found with id '${id}'.`);
    if (part === "messages") {
      return method === "GET" ? this.#list(thread, url.searchParams) : this.#write(id, thread, body);
    }
    if (runId === "") return this.#begin(id, thread, body);
    const run = this.#runs.get(runId);
    if (!run || run.thread_id !== id) return refusal(404, null, `No run found with id '${runId}'.`);
    if (more === "submit_tool_outputs") return this.#takeOutputs(run, body);
    return Response.json(this.#look(run, thread));
  }

  #openThread(): Response {
    const id = `thread_${this.#threads.size + 1}`;
    this.#threads.set(id, []);
    return Response.json({ id, object: "thread", created_at: 1_000, metadata: {} });
  }

  #write(id: string, thread: Message[], { role, content }: Record<string, any>): Response {
    const active = [...this.#runs.values()].find((run) => run.thread_id === id && !ended.has(run.status));
    if (active) {
      return refusal(400, null, `Can't add messages to ${id} while a run ${active.id} is active.`);
    }
    const text = typeof content === "string" ? content : String(content?.[0]?.text ?? "");
    const message = this.#add(id, thread, role, text, null);
    return Response.json(message);
  }

  #list(thread: Message[], query: URLSearchParams): Response {
    const run = query.get("run_id");
    const newestFirst = thread.filter(({ run_id }) => run === null || run_id === run).reverse();
    const listed = query.get("order") === "asc" ? newestFirst.reverse() : newestFirst;
    return Response.json({ object: "list", data: listed.slice(0, Number(query.get("limit") ?? 20)), has_more: false });
  }

  #begin(id: string, thread: Message[], { assistant_id }: Record<string, any>): Response {
    if (assistant_id !== "asst_1") return refusal(404, null, `No assistant found with id '${assistant_id}'.`);
    const run: Run = {
      id: `run_${this.#runs.size + 1}`,
      object: "thread.run",
      thread_id: id,
      assistant_id,
      status: "queued",
      model: "gpt-4o",
      created_at: 1_000,
      completed_at: null,
      failed_at: null,
      required_action: null,
      last_error: null,
      usage: null,
      outputs: null,
      asked: textOf(thread.findLast(({ role }) => role === "user")),
    };
    this.#runs.set(run.id, run);
    return Response.json(shown(run));
  }

  /** Each look moves a run on by a step. */
  #look(run: Run, thread: Message[]): object {
    if (run.status === "queued") run.status = "in_progress";
    else if (run.status === "in_progress" && !run.asked.includes("forever")) this.#moveOn(run, thread);
    return shown(run);
  }

  #moveOn(run: Run, thread: Message[]): void {
    if (run.asked.includes("quota")) {
      run.status = "failed";
      run.failed_at = 1_001;
      run.last_error = { code: "rate_limit_exceeded", message: "You exceeded your current quota." };
      return;
    }
    if (run.asked.includes("price") && run.outputs === null) {
      run.status = "requires_action";
      const call = { id: "call_1", type: "function", function: { name: "price", arguments: '{"of":"tea"}' } };
      run.required_action = { type: "submit_tool_outputs", submit_tool_outputs: { tool_calls: [call] } };
      return;
    }
    run.status = "completed";
    run.completed_at = 1_002;
    run.usage = { prompt_tokens: 40, completion_tokens: 9, total_tokens: 49 };
    this.#tell({ model: run.model, input: 40, cached: 0, output: 9 });
    const told = run.outputs === null ? "" : ` (told ${run.outputs})`;
    this.#add(run.thread_id, thread, "assistant", `the assistant heard: ${run.asked}${told}`, run.id);
  }

  #takeOutputs(run: Run, { tool_outputs }: Record<string, any>): Response {
    if (run.status !== "requires_action") return refusal(400, null, "This run does not wait for outputs.");
    run.outputs = String(tool_outputs?.[0]?.output);
    run.status = "in_progress";
    run.required_action = null;
    return Response.json(shown(run));
  }

  #add(id: string, thread: Message[], role: string, text: string, runId: string | null): Message {
    const content = [{ type: "text" as const, text: { value: text, annotations: [] } }];
    const message = { id: `msg_${thread.length + 1}`, object: "thread.message", thread_id: id, role, content };
    const whole = { ...message, run_id: runId };
    thread.push(whole);
    return whole;
  }
}

interface ReportedUse {
  model: string;
  input: number;
  cached: number;
  output: number;
}

interface Message {
  id: string;
  role: string;
  run_id: string | null;
  content: { type: "text"; text: { value: string } }[];
}

interface Run extends Record<string, unknown> {
  id: string;
  thread_id: string;
  status: string;
  model: string;
  completed_at: number | null;
  failed_at: number | null;
  /** What is not told: the functions' outputs, and what the contact wrote. */
  outputs: string | null;
  asked: string;
}

function shown({ outputs: _outputs, asked: _asked, ...run }: Run): object {
  return run;
}

function textOf(message: Message | undefined): string {
  return message?.content[0]?.text.value ?? "";
}

function refusal(status: number, code: string | null, message: string): Response {
  return Response.json({ error: { message, type: "invalid_request_error", param: null, code } }, { status });
}

const ended = new Set(["completed", "failed", "cancelled", "expired", "incomplete"]);
