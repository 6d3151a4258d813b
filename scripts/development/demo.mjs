import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Has the server make the demonstration tenant, or find it. The key of the last start is handed
 * over, since the server keeps only hashes and would have to make another.
 */
export async function seed(url, file) {
  const answer = await askForSeed(url, previousKey(file));
  if (!answer.ok) throw new Error(`The demonstration tenant was not made: ${answer.status} ${await answer.text()}`);
  const demo = { ...(await answer.json()), url };
  writeFileSync(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  return demo;
}

/** Seeding changes nothing that is there, so it may be asked again: a file saved just now restarts the server. */
async function askForSeed(url, apiKey, tries = 3) {
  const answer = await fetch(`${url}/dev/seed`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ apiKey }),
  });
  if (answer.status < 500 || tries === 1) return answer;
  await sleep(1_000);
  return askForSeed(url, apiKey, tries - 1);
}

function previousKey(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).apiKey;
  } catch {
    return undefined;
  }
}

/** Says where it runs, who may sign in, and one command that works as it stands. */
export function announce({ url, email, password, apiKey, instance }) {
  console.log(`
Zapin runs at ${url}

  Sign in     ${url}/login
              ${email}
              ${password}
  API key     ${apiKey}
  Mail        ${url}/dev/mail

Send a message from the simulated phone "${instance}":

curl -X POST ${url}/v1/message/sendText/${instance} \\
  -H 'apikey: ${apiKey}' -H 'content-type: application/json' \\
  -d '{"number":"5511988887777","text":"Hello from Zapin"}'

Ctrl-C stops it. Everything is kept for the next start.
`);
}
