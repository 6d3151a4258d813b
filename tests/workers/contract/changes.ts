/**
 * What an answer may differ in and still count as equal. Everything else must be as it was recorded,
 * status and body, to the last member.
 */
export const changes: readonly { what: string; why: string }[] = [
  {
    what: "Keys: `hash`, `token` and `apikey` hold Zapin's own key of the instance, or the token that the tenant chose.",
    why: "The token of the server behind it opens that server, so it never leaves Zapin.",
  },
  {
    what: "Ids, times, message ids, QR codes, pairing codes, invite codes, media addresses and encrypted bytes are others.",
    why: "They are new with every call. Their form is compared.",
  },
  {
    what: "`webhook_url` of Chatwoot is Zapin's own door, which knows whose it is by a token.",
    why: "Upstream's takes messages from anybody who knows an instance's name.",
  },
  {
    what: "`apiKey` and `basicAuthPass` of bots and their credentials are masked.",
    why: "They open somebody else's server; whoever writes the mask back changes nothing.",
  },
  {
    what: "`clientName` is `zapin`, and `serverUrl` among what Typebot was told is Zapin's address.",
    why: "They name the server.",
  },
  {
    what: "Counts are others: of QR codes since the pairing began, of messages, contacts and chats, of bytes of a picture.",
    why: "They tell what had happened before, and upstream packs a picture anew before it is sent.",
  },
  {
    what: "A number that the recorded network did not know ends in 0000 here.",
    why: "The sandbox knows every number but those, so that anyone can try both.",
  },
  {
    what: "Refusals of Zapin itself carry `type`, `title`, `detail`, `code` and `requestId` beside Evolution's members.",
    why: "RFC 9457, for programs that want a stable code. A client that knows Evolution alone never looks at them.",
  },
];

/** A recorded or received body with a typed placeholder wherever the list above allows another value. */
export function settled(value: unknown, name = ""): unknown {
  if (typeof value === "string") return settledText(value, name);
  if (typeof value === "number") return times.has(name) ? "<seconds>" : counts.has(name) ? "<count>" : value;
  if (Array.isArray(value)) return value.map((item) => settled(item, name));
  if (typeof value !== "object" || value === null) return value;
  if ("0" in value && "1" in value) return "<bytes>";
  if ("low" in value && "high" in value && /timestamp$|^fileLength$/i.test(name)) return "<long>";
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, settled(item, key)]));
}

/** A refusal of ours without what it says beyond Evolution's. */
export function withoutOurMembers(body: unknown): unknown {
  if (typeof body !== "object" || body === null || !("requestId" in body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !ourMembers.has(name)));
}

const ourMembers = new Set(["type", "title", "detail", "code", "requestId"]);
const times = new Set(["messageTimestamp", "senderTimestampMs", "subjectTime", "creation", "descTime"]);
const counts = new Set(["count", "Message", "Contact", "Chat"]);
const secrets = new Set(["hash", "token", "apikey"]);
const foreignSecrets = new Set(["apiKey", "basicAuthPass"]);

function settledText(text: string, name: string): string {
  if (secrets.has(name)) return "<key>";
  if (foreignSecrets.has(name)) return "<secret of another server>";
  if (name === "webhook_url" && /\/chatwoot\/\S/.test(text)) return "<door of Chatwoot>";
  if (name === "clientName" || name === "serverUrl") return "<server>";
  if (name === "sessionId" && /^\d+-/.test(text)) return text.replace(/^\d+/, "<number>");
  if (name === "disconnectionObject") return JSON.stringify(settled(JSON.parse(text)));
  if (name === "code" && text.startsWith("2@")) return "<qr>";
  if (name === "pairingCode" && /^[0-9A-Z]{8}$/.test(text)) return "<pairing code>";
  if (name === "mediaKey" || /sha256$/i.test(name)) return "<bytes>";
  if (/^(messageTimestamp|timestampMs)$/.test(name) && /^\d+$/.test(text)) return "<seconds>";
  return patterns.reduce((settledSoFar, [pattern, placeholder]) => settledSoFar.replace(pattern, placeholder), text);
}

const patterns: readonly [RegExp, string][] = [
  [/^data:image\/png;base64,.+$/s, "<png>"],
  [/^https:\/\/mmg\.whatsapp\.net\/.+$/, "<media address>"],
  [/^\/v\/t62.+$/, "<media path>"],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "<time>"],
  [/\b(ep_)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<id>"],
  [/\bc[a-z0-9]{24}\b/g, "<id>"],
  [/\b12036\d{13}@g\.us\b/g, "<group>"],
  [/\b3EB0[0-9A-F]{18}\b/g, "<message id>"],
  [/(?<=^|chat\.whatsapp\.com\/)[A-Za-z0-9]{22}$/, "<invite code>"],
];
