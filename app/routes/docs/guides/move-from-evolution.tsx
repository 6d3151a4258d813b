import { Code } from "#app/components/docs/code";
import { GuidePage, guideMeta, usePublicUrl } from "#app/components/docs/guide-page";
import { TextLink } from "#app/components/ui/text-link";

const slug = "move-from-evolution";

export const meta = () => guideMeta(slug);

export default function MoveFromEvolution() {
  const publicUrl = usePublicUrl();
  return (
    <GuidePage slug={slug}>
      <p>
        Whatever talks to an Evolution API today talks to zapin after two changes: the base address and the key. Paths,
        bodies, answers and events stay as they are.
      </p>

      <h2>1. Make a key</h2>
      <p>
        <TextLink to="/register">Sign up</TextLink>, open <TextLink to="/api-keys">API keys</TextLink> and create one. A
        key for all instances takes the place of <code>AUTHENTICATION_API_KEY</code>; a key bound to one instance takes
        the place of its token.
      </p>

      <h2>2. Change two lines</h2>
      <Code language="before">{`
EVOLUTION_URL=https://evolution.example.com
EVOLUTION_KEY=your-global-key
`}</Code>
      <Code language="after">{`
EVOLUTION_URL=${publicUrl}/v1
EVOLUTION_KEY=zpn_live_…
`}</Code>
      <p>
        Write the address without a slash at its end: clients put <code>/instance/…</code> behind it, and two slashes
        are no route, on Evolution as here.
      </p>

      <h2>3. See that it works</h2>
      <Code language="curl">{`
curl "$EVOLUTION_URL/instance/fetchInstances" -H "apikey: $EVOLUTION_KEY"
`}</Code>
      <p>
        The answer is a list of your instances, empty at first. <code>401</code> means that the key is not right;{" "}
        <TextLink to="/docs/errors/unauthenticated">its page</TextLink> says what to look at.
      </p>

      <h2>4. Bring your numbers along</h2>
      <p>
        Open <TextLink to="/instances/import">Move from Evolution</TextLink> and give it your server's address and
        global key. It lists the instances and what is different about each; those that you choose appear in the
        console. They stay connected where they are, their tokens keep working, and one click undoes it.
      </p>
      <p>
        Or begin anew: create each instance under the name that it has now, and scan the code on its page in the console
        or from <code>connect</code>. Names are yours alone: nobody else's instances can take one.
      </p>
      <Code language="curl">{`
curl -X POST "$EVOLUTION_URL/instance/create" \\
  -H "apikey: $EVOLUTION_KEY" -H "content-type: application/json" \\
  -d '{ "instanceName": "shop", "integration": "WHATSAPP-BAILEYS" }'
`}</Code>
      <p>
        No phone at hand? Write <code>"integration": "SANDBOX"</code>: a simulated phone that you scan with one click,
        that answers, and that costs nobody a message.
      </p>

      <h2>5. Point your webhooks</h2>
      <p>
        <code>webhook/set</code> works as before, and so does the webhook inside of create. Deliveries are Evolution's
        own bodies, now signed, and tried again when your server is away: see{" "}
        <TextLink to="/docs/guides/webhooks">Webhooks</TextLink>.
      </p>

      <h2>What differs</h2>
      <ul>
        <li>
          Every answer says what is left of your quota. A call over it answers <code>429</code> with{" "}
          <code>Retry-After</code>: see <TextLink to="/docs/guides/limits">Limits and quotas</TextLink>.
        </li>
        <li>
          Some routes are not offered, each for a reason: <TextLink to="/docs/compatibility">Compatibility</TextLink>{" "}
          lists all of them, and everything that is changed in answers.
        </li>
        <li>
          Keys go into the header <code>apikey</code>, or into <code>Authorization: Bearer</code>. Never into the
          address.
        </li>
      </ul>
    </GuidePage>
  );
}
