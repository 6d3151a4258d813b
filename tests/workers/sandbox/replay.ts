import { env } from "cloudflare:workers";
import { sandboxGlobalKey } from "#workers/sandbox/key";
import type { Recording } from "../../support/recordings";
import type { PhoneInHand, Reply } from "./phone-in-hand";

/**
 * Makes a recorded call again, to the phone in hand: its name and keys stand where the recorded ones
 * stood, in the request and in the answer that is to be expected.
 */
export async function replay(
  { request, response }: Recording,
  phone: PhoneInHand,
): Promise<{ got: Reply; expected: Reply }> {
  const url = new URL(request.path, "https://sandbox.invalid");
  const at = url.pathname.lastIndexOf("/");
  const recordedName = decodeURIComponent(url.pathname.slice(at + 1));
  const path = `${url.pathname.slice(0, at)}/${encodeURIComponent(phone.name)}${url.search}`;
  const headers = new Headers(request.headers);
  const key = headers.get("apikey");
  if (key) headers.set("apikey", await keyFor(key, recordedName, phone));
  const isPlain = headers.get("content-type") !== "application/json";
  const got = await phone.request(path, {
    method: request.method,
    headers,
    ...(request.body !== undefined && { body: isPlain ? String(request.body) : JSON.stringify(request.body) }),
  });
  const renamed = JSON.stringify(response.body)
    .replaceAll(`"${recordedName}"`, `"${phone.name}"`)
    .replaceAll(`/${recordedName}"`, `/${phone.name}"`)
    .replaceAll(`\\"${recordedName}\\"`, `\\"${phone.name}\\"`);
  return { got, expected: { status: response.status, body: JSON.parse(renamed) } };
}

async function keyFor(recorded: string, recordedName: string, phone: PhoneInHand): Promise<string> {
  if (recorded === "<GLOBAL_KEY>") return sandboxGlobalKey(env);
  return recorded === `<TOKEN ${recordedName}>` ? phone.token : "a-key-of-somebody-else";
}
