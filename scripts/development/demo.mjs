import { readFileSync, writeFileSync } from "node:fs";

/**
 * Has the server make the demonstration tenant, or find it. The key of the last start is handed
 * over, since the server keeps only hashes and would have to make another.
 */
export async function seed(url, file) {
  const answer = await fetch(`${url}/dev/seed`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ apiKey: previousKey(file) }),
  });
  if (!answer.ok) throw new Error(`The demonstration tenant was not made: ${answer.status} ${await answer.text()}`);
  const demo = { ...(await answer.json()), url };
  writeFileSync(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  return demo;
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
  -d '{"number":"5511999990000","text":"Hello from Zapin"}'

Ctrl-C stops it. Everything is kept for the next start.
`);
}
