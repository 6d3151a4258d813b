import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { parseKey } from "#workers/domain/key";
import { makeSecrets } from "#workers/secrets/secrets";

const secrets = makeSecrets(env);
const tenantId = "abcdefghij012345";

test("a key names its tenant and is known by its check alone", async () => {
  const { key, hash } = await secrets.issueKey("live", tenantId);
  expect(parseKey(key)?.tenantId).toBe(tenantId);
  expect(await secrets.recognizeKey(key)).toEqual({ tenantId, hash });
});

test("a key that was changed anywhere is not recognized", async () => {
  const { key } = await secrets.issueKey("live", tenantId);
  const other = makeSecrets({ KEY_SECRET: "another", DATA_SECRET: env.DATA_SECRET });
  expect(await other.recognizeKey(key)).toBeNull();
  for (let at = 0; at < key.length; at++) {
    const changed = key.slice(0, at) + (key[at] === "a" ? "b" : "a") + key.slice(at + 1);
    expect(await secrets.recognizeKey(changed)).toBeNull();
  }
});

test("an instance's key is the same at every look and another after its rotation", async () => {
  const instance = { tenantId, instanceId: "i1", keyGeneration: 1 };
  expect(await secrets.instanceKey(instance)).toBe(await secrets.instanceKey(instance));
  expect(await secrets.instanceKey({ ...instance, keyGeneration: 2 })).not.toBe(await secrets.instanceKey(instance));
});

test("a hook token opens for its own server and instance only", async () => {
  const token = await secrets.hookToken("sandbox", `${tenantId}--Loja é/1`);
  expect(await secrets.readHookToken("sandbox", token)).toBe(`${tenantId}--Loja é/1`);
  expect(await secrets.readHookToken("evolution", token)).toBeNull();
  for (const forged of [
    "",
    ".",
    token.slice(0, -1),
    token.replace("Loja", "Loje"),
    `${"0".repeat(32)}.${tenantId}--x`,
    "%",
  ]) {
    expect(await secrets.readHookToken("sandbox", forged)).toBeNull();
  }
});

test("what is sealed opens in its own place only", async () => {
  const sealed = await secrets.seal.close("secret", "instance:1");
  expect(sealed).not.toContain("secret");
  expect(await secrets.seal.open(sealed, "instance:1")).toBe("secret");
  await expect(secrets.seal.open(sealed, "instance:2")).rejects.toThrow();
});
