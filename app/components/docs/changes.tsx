import { InlineText } from "./inline-text";
import { Prose } from "./prose";

/** The short list of what differs from the original. Whatever is not in it is byte for byte as upstream wrote it. */
const changes = [
  "Names: your instances go by your own names. The server's own names for them never reach you.",
  "Keys: `hash`, `token` and `apikey` hold the instance's zapin key. Keys of the server are cut out wherever it puts them, also out of bot sessions.",
  "Events: `server_url` is zapin's address and `destination` is yours. Three headers with a signature are added. Key material that WhatsApp hands out after a pairing is held back.",
  "Errors with internal text (database errors, paths, lines of source) keep their status and shape and get one plain sentence.",
  "Answers that are about the operator's server and not about your call (its 401, redirects, 502, 503, 504) become 502, 503 or 504 of zapin's own.",
  "Refusals of zapin's own wear Evolution's shape, with `type`, `title`, `detail`, `code` and `requestId` beside it.",
  "Headers: `X-Request-Id`, `Server-Timing`, `RateLimit`, `RateLimit-Policy` and `X-RateLimit-*` are added. `ETag` and `X-Powered-By` are gone.",
];

const safer = [
  "The key is judged first. Without a good key every name and every route of an instance answers 401, so that names cannot be probed.",
  "Query parameters that a route does not have are dropped. On Evolution, `?instanceName=` acts on another instance than the one that was checked.",
  "`fetchInstances` and the names that create refuses know your account only.",
  "`webhook/set` keeps your address at zapin, and private addresses are refused.",
  "What an instance's key may do is bound to that instance in every route.",
];

const outside = [
  "`GET /`, `/manager`, `/assets` and `/store` belong to the server's own pages. zapin has its console.",
  "`POST /verify-creds` hands out the operator's Facebook app.",
  "`GET /metrics` counts the instances of everybody.",
  "Socket.IO is not served. Take webhooks, or `GET /api/events`.",
];

export function Changes() {
  return (
    <Prose>
      <h2 id="changes">What is changed in answers</h2>
      <List of={changes} />
      <h2 id="safer">What is stricter than the original</h2>
      <List of={safer} />
      <h2 id="outside">What lies outside of its routes</h2>
      <List of={outside} />
      <h2 id="routes">Every route</h2>
    </Prose>
  );
}

function List({ of }: { of: string[] }) {
  return (
    <ul>
      {of.map((text) => (
        <li key={text}>
          <InlineText text={text} />
        </li>
      ))}
    </ul>
  );
}
