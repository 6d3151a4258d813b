import { fetchWorker } from "../../support/worker";
import { inboxAddress } from "#workers/evolution/inbox-address";
import type { Recording } from "../../support/recordings";
import { settled, withoutOurMembers } from "./changes";
import { said, type Stage } from "./stage";

export interface Answered {
  status: number;
  body: unknown;
}

/** Makes the recorded call again, through `/v1`, and lays both answers side by side. */
export async function replay(played: Recording, stage: Stage): Promise<{ recorded: Answered; here: Answered }> {
  const { request, response } = played;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, keyed(value, stage));
  const body = bodyOf(request.body, headers, stage);
  const answer = await fetchWorker(
    new Request(await addressOf(request.path, stage), {
      method: request.method,
      headers,
      body,
      redirect: "manual",
    }),
  );
  const here = parsed(await answer.text());
  const recorded = JSON.parse(said(JSON.stringify(response.body), stage)) as unknown;
  return {
    recorded: { status: response.status, body: settled(recorded) },
    here: { status: answer.status, body: settled(withoutOurMembers(here)) },
  };
}

/** Chatwoot's own call goes to the address that Zapin tells it, in place of upstream's open door. */
async function addressOf(path: string, stage: Stage): Promise<string> {
  const [, name] = /^\/chatwoot\/webhook\/(.+)$/.exec(path) ?? [];
  if (!name) return `http://localhost:8787/v1${said(path, stage)}`;
  const { ctx, tenantId } = stage.given;
  return inboxAddress(ctx, { tenantId, name });
}

/** The tenant's key is to `/v1` what the global key is upstream; an instance's key is its token. */
function keyed(value: string, { given, keys }: Stage): string {
  return value
    .replace("<GLOBAL_KEY>", given.key)
    .replace(/<TOKEN ([^>]+)>/, (_all, name: string) => keys.get(name) ?? "a-key-of-nobody")
    .replace("<key>", "a-key-of-nobody");
}

function bodyOf(body: unknown, headers: Headers, stage: Stage): BodyInit | null {
  if (body === undefined) return null;
  const length = /^<(\d+) characters>$/.exec(String(body))?.[1];
  if (length) {
    // The length is told and refused before anything is read; nobody need send it.
    headers.set("content-length", length);
    return new ReadableStream();
  }
  if (isMultipart(body)) {
    headers.delete("content-type");
    const form = new FormData();
    for (const [name, value] of body.multipart) {
      const file = /^<file (\S+) (\S+) (\d+)B>$/.exec(value);
      if (!file) form.append(name, value);
      else form.append(name, new File([new Uint8Array(Number(file[3]))], file[1]!, { type: file[2]! }));
    }
    return form;
  }
  return said(typeof body === "string" ? body : JSON.stringify(body), stage);
}

function isMultipart(body: unknown): body is { multipart: [string, string][] } {
  return typeof body === "object" && body !== null && "multipart" in body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
