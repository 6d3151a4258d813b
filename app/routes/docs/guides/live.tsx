import { Code } from "#app/components/docs/code";
import { GuidePage, guideMeta, usePublicUrl } from "#app/components/docs/guide-page";
import { liveCloses } from "#workers/domain/live";

const slug = "live";

export const meta = () => guideMeta(slug);

export default function Live() {
  const address = `${usePublicUrl().replace(/^http/, "ws")}/live`;
  return (
    <GuidePage slug={slug}>
      <p>
        A WebSocket at <code>/live</code> tells every event of your account as it happens, in order, each once. It needs
        a key that may read events; the key of an instance hears of that instance only.
      </p>
      <h2>Connect</h2>
      <p>
        Browsers cannot set headers on a socket, so the key may come as a subprotocol. Elsewhere the header{" "}
        <code>apikey</code> does as well. It never stands in the address, which ends in logs.
      </p>
      <Code language="TypeScript">{`
const socket = new WebSocket("${address}", ["zapin.v1", "zapin.key." + key]);
`}</Code>
      <p>Or send it as the first message, within ten seconds:</p>
      <Code language="JSON">{`
{ "type": "authenticate", "key": "zpn_live_..." }
`}</Code>
      <p>
        The greeting is <code>{`{ "type": "hello", "sequence": 4711 }`}</code>: events after that number follow.
      </p>
      <h2>Choose, and go on where you stopped</h2>
      <Code language="JSON">{`
{ "type": "subscribe", "instances": ["shop"], "types": ["messages.upsert"], "after": 4700 }
`}</Code>
      <p>
        All three are optional. With <code>after</code> you get what the log holds after that number, then{" "}
        <code>caught_up</code>, then what happens; nothing is left out or told twice. The answer <code>subscribed</code>{" "}
        says in <code>oldest</code> how far back the log goes.
      </p>
      <h2>Acknowledge</h2>
      <Code language="JSON">{`
{ "type": "acknowledge", "sequence": 4750 }
`}</Code>
      <p>
        Say from time to time, at least every 50 events, up to where you have read. After 500 events without a word the
        server sends <code>paused</code> and waits; your acknowledgement lets it go on by itself. After a minute of
        waiting it closes the socket.
      </p>
      <h2>Stay connected</h2>
      <p>
        Send the text <code>ping</code> every 25 seconds; the answer is <code>pong</code>. When neither comes, connect
        again, after a pause that grows and differs, and subscribe with the last number that you have as{" "}
        <code>after</code>.
      </p>
      <h2>An event</h2>
      <Code language="JSON">{`
{
  "type": "event", "sequence": 4751, "id": "evt_...", "event": "messages.upsert",
  "instance": "shop", "at": 1764151200000, "recovered": false, "data": { "key": { "id": "3EB0..." } }
}
`}</Code>
      <p>
        <code>data</code> is null where it is larger than 16,000 characters; read it at <code>/api/events</code>.{" "}
        <code>recovered</code> marks a message that WhatsApp's server never told and that was found in its history.
        Beside events there are hints without a number: <code>state</code> and <code>qr</code>.
      </p>
      <h2>When a socket is closed</h2>
      <ul>
        {Object.entries(liveCloses).map(([name, { code, reason }]) => (
          <li key={name}>
            <code>{code}</code> {reason}
          </li>
        ))}
      </ul>
    </GuidePage>
  );
}
