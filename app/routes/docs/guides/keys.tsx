import { Code } from "#app/components/docs/code";
import { GuidePage, guideMeta, usePublicUrl } from "#app/components/docs/guide-page";
import { TextLink } from "#app/components/ui/text-link";
import { accessTokenSeconds } from "#workers/domain/access-token";
import { keyPattern } from "#workers/domain/key-form";

const slug = "keys";

export const meta = () => guideMeta(slug);

export default function Keys() {
  const publicUrl = usePublicUrl();
  // Without its anchors, since a scanner looks for a key inside of a line.
  const pattern = keyPattern.source.replace(/^\^/, "").replace(/\$$/, "");
  return (
    <GuidePage slug={slug}>
      <p>
        Programs use keys, which are made at <TextLink to="/api-keys">API keys</TextLink> or with{" "}
        <code>POST /api/keys</code>. A key is shown once; zapin keeps its hash. Send it in the header{" "}
        <code>apikey</code>, as Evolution's clients do, or as <code>Authorization: Bearer</code>.
      </p>

      <h2>Live and sandbox</h2>
      <p>
        A key says its environment. One of the <strong>sandbox</strong> makes, sees and uses simulated phones only: it
        may stand in tests and examples, and no message of it ever reaches a person. It makes no keys, and reads no logs
        and figures of the account.
      </p>
      <Code language="curl">{`
curl -X POST "${publicUrl}/api/keys" -H "apikey: $ZAPIN_KEY" \\
  -H "content-type: application/json" \\
  -d '{ "name": "tests", "environment": "sandbox" }'
`}</Code>

      <h2>Find keys that leaked</h2>
      <p>
        Keys have a form that secret scanners can look for: <code>zpn_</code>, the environment, the account, 32 letters
        and digits, and a check of ten hexadecimal digits over all before it.
      </p>
      <Code language="regular expression">{`\n${pattern}\n`}</Code>
      <p>
        A text of this form whose check is wrong was never a key. One that leaked is ended at{" "}
        <TextLink to="/api-keys">API keys</TextLink>, or replaced with <code>POST /api/keys/:id/rotate</code> and{" "}
        <code>{`{ "grace": "now" }`}</code>: the next request with it is refused.
      </p>

      <h2>Tokens of people</h2>
      <p>
        A program that acts for a signed-in person takes a JWT from <code>/api/auth/token</code> with the person's
        session. It opens both APIs as <code>Authorization: Bearer</code>, with the person's role in the account, for{" "}
        {accessTokenSeconds / 60} minutes. A role that is narrowed and a membership that ends hold at once, also for
        tokens that are still running; signing out does not shorten them.
      </p>
      <Code language="JavaScript">{`
const { token } = await (await fetch("${publicUrl}/api/auth/token")).json();
await fetch("${publicUrl}/api/usage", { headers: { authorization: \`Bearer \${token}\` } });
`}</Code>
    </GuidePage>
  );
}
