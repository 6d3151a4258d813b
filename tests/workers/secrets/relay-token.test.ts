import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { makeSecrets } from "#workers/secrets/secrets";
import { relayTokenPattern } from "#workers/secrets/relay-token";

const secrets = makeSecrets(env);
const tenantId = "abcdefghij012345";

test("a relay token names its tenant and its bot, and can stand in a path or a header", async () => {
  for (const subject of ["bot_1aB2", "cred_xyz"]) {
    const token = await secrets.relayToken({ tenantId, subject });
    expect(encodeURIComponent(token)).toBe(token);
    expect(await secrets.readRelayToken(token)).toEqual({ tenantId, subject });
    // The second look comes from memory and must say the same.
    expect(await secrets.readRelayToken(token)).toEqual({ tenantId, subject });
  }
});

test("a relay token that was changed anywhere, or made with another secret, opens nothing", async () => {
  const token = await secrets.relayToken({ tenantId, subject: "bot_1aB2" });
  const other = makeSecrets({ KEY_SECRET: "another", DATA_SECRET: env.DATA_SECRET });
  expect(await other.readRelayToken(token)).toBeNull();
  for (let at = 0; at < token.length; at++) {
    const changed = token.slice(0, at) + (token[at] === "a" ? "b" : "a") + token.slice(at + 1);
    expect(await secrets.readRelayToken(changed), changed).toBeNull();
  }
  for (const forged of ["", "rly_", "%", token.slice(0, -1), `${token}0`, token.toUpperCase(), ` ${token}`]) {
    expect(await secrets.readRelayToken(forged), forged).toBeNull();
  }
});

test("a token of a bot is none of another tenant, nor an API key", async () => {
  const token = await secrets.relayToken({ tenantId, subject: "bot_1aB2" });
  expect(await secrets.readRelayToken(token.replace(tenantId, "zzzzzzzzzz012345"))).toBeNull();
  expect(await secrets.recognizeKey(token)).toBeNull();
  const { key } = await secrets.issueKey("live", tenantId);
  expect(await secrets.readRelayToken(key)).toBeNull();
});

test("every relay token is found in a text that must not hold one", async () => {
  const token = await secrets.relayToken({ tenantId, subject: "bot_1aB2" });
  expect(`Bearer ${token}, and again ${token}/v1`.replace(relayTokenPattern, "***")).toBe(
    "Bearer ***, and again ***/v1",
  );
});
