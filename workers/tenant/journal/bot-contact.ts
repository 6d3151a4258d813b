/**
 * Which contact wrote a text to an instance lately. Evolution's calls to OpenAI name nobody, so the message
 * that the bot answers is sought among the last that came in. Two contacts who write the same words at the
 * same time may be taken for one another; nothing but figures depends on it.
 */
export function findContact(sql: SqlStorage, instanceId: string, text: string, now: number): string | null {
  const events = sql.exec<{ body: string | null }>(
    `SELECT body FROM event WHERE instance_id = ? AND type = 'messages.upsert' AND at > ?
     ORDER BY sequence DESC LIMIT ?`,
    instanceId,
    now - lookBackMs,
    lookedThrough,
  );
  for (const { body } of events) {
    const message = body === null ? null : readMessage(body);
    // Messages that come in quick succession are put to the bot as one, line by line.
    if (message && message.text && text.split("\n").includes(message.text)) return message.contact;
  }
  return null;
}

function readMessage(body: string): { contact: string; text: string | null } | null {
  const { data } = JSON.parse(body) as { data?: Message };
  const contact = data?.key?.remoteJid;
  if (typeof contact !== "string" || data?.key?.fromMe) return null;
  const text = data?.message?.conversation ?? data?.message?.extendedTextMessage?.text;
  return { contact, text: typeof text === "string" ? text : null };
}

interface Message {
  key?: { remoteJid?: unknown; fromMe?: unknown };
  message?: { conversation?: unknown; extendedTextMessage?: { text?: unknown } };
}

const lookBackMs = 10 * 60_000;
const lookedThrough = 100;
