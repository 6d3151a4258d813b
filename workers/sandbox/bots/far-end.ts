/** How long an answer may take. Upstream would wait for ever; a phone has other contacts to serve. */
const timeoutMs = 120_000;

/** The most that is read of an answer. */
const answerLength = 5_000_000;

export interface FarAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** A far end that could not be reached, or that did not answer in time or in size. */
export class Unreachable extends Error {}

/**
 * Calls the servers behind bots. The address is usually this very Worker's relay, and a Worker cannot
 * reach itself over the network, so those calls go through the loopback.
 */
export class FarEnd {
  readonly #ownOrigin: string;

  constructor(
    publicUrl: string,
    private readonly loopback: (request: Request) => Promise<Response>,
  ) {
    this.#ownOrigin = new URL(publicUrl).origin;
  }

  /** Posts JSON as Evolution's HTTP client does, and reads what came back; any status but 2xx is no answer. */
  async post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
    const { status, text } = await this.call(url, {
      method: "POST",
      headers: {
        accept: "application/json, text/plain, */*",
        "content-type": "application/json",
        "user-agent": "axios/1.12.2",
        ...headers,
      },
      body: JSON.stringify(body),
    });
    if (status < 200 || status >= 300) throw new Unreachable(`Request failed with status code ${status}`);
    return parsed(text);
  }

  async call(url: string, init: RequestInit): Promise<FarAnswer> {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new Unreachable("Invalid URL");
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timeoutMs);
    try {
      const request = new Request(url, { ...init, signal: timeout.signal });
      const response = await this.reach(request);
      return { status: response.status, headers: response.headers, text: await readUpTo(response, answerLength) };
    } catch (error) {
      throw error instanceof Unreachable ? error : new Unreachable((error as Error).message);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends the request out, or around to ourselves. */
  reach(request: Request): Promise<Response> {
    return new URL(request.url).origin === this.#ownOrigin ? this.loopback(request) : fetch(request);
  }
}

/** JSON where it is JSON, whatever the content type says; else the text. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

async function readUpTo(response: Response, length: number): Promise<string> {
  if (!response.body) return "";
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > length) {
      await reader.cancel();
      throw new Unreachable("The answer is too long");
    }
  }
}
