import { Code } from "#app/components/docs/code";
import { GuidePage, guideMeta, usePublicUrl } from "#app/components/docs/guide-page";
import { TextLink } from "#app/components/ui/text-link";

const slug = "n8n";

export const meta = () => guideMeta(slug);

export default function N8n() {
  const publicUrl = usePublicUrl();
  return (
    <GuidePage slug={slug}>
      <p>
        The community node <code>n8n-nodes-evolution-api</code> works with zapin as it is published.
      </p>

      <h2>The credential</h2>
      <ol>
        <li>
          In n8n, open <em>Settings</em>, <em>Community nodes</em>, and install <code>n8n-nodes-evolution-api</code>.
        </li>
        <li>
          Add a credential of the kind <em>Evolution API</em>.
        </li>
        <li>
          As the server's address write this, without a slash at its end:
          <div className="mt-2">
            <Code language="Server Url">{`${publicUrl}/v1`}</Code>
          </div>
        </li>
        <li>
          As the key, one from <TextLink to="/api-keys">API keys</TextLink>. A key for all instances can create and list
          them; a key bound to one instance can only use that one.
        </li>
        <li>
          Test it. The node asks for the list of instances, which must answer <code>200</code>.
        </li>
      </ol>

      <h2>Send a message</h2>
      <p>
        Choose the resource <em>Messages</em>, the operation that sends a text, the instance by the name that it has in
        your console, and the number with its country code. Errors show as <code>status - body</code>; the body's{" "}
        <code>detail</code> says what to do.
      </p>

      <h2>Begin a workflow with a message</h2>
      <ol>
        <li>
          Begin the workflow with n8n's <em>Webhook</em> node, method POST, and copy its production address.
        </li>
        <li>Set that address as the instance's webhook, here for messages that come in:</li>
      </ol>
      <Code language="curl">{`
curl -X POST "${publicUrl}/v1/webhook/set/shop" \\
  -H "apikey: $ZAPIN_KEY" -H "content-type: application/json" \\
  -d '{
    "webhook": {
      "enabled": true,
      "url": "https://n8n.example.com/webhook/…",
      "events": ["MESSAGES_UPSERT"]
    }
  }'
`}</Code>
      <p>
        The text is in <code>body.data.message.conversation</code>, the sender in <code>body.data.key.remoteJid</code>.
        Leave out what you sent yourself: there, <code>body.data.key.fromMe</code> is true.
      </p>

      <h2>When something is refused</h2>
      <ul>
        <li>
          <code>401</code>: the key. <code>404</code> with <code>Cannot GET //instance</code>: the slash at the end of
          the address.
        </li>
        <li>
          <code>429</code>: a limit. n8n can wait and try again: switch on <em>Retry on fail</em> in the node's
          settings.
        </li>
        <li>
          An operation that zapin does not offer answers <code>404</code>; see{" "}
          <TextLink to="/docs/compatibility">Compatibility</TextLink>.
        </li>
      </ul>
    </GuidePage>
  );
}
