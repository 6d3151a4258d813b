import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { parseKey } from "#workers/domain/key";
import { makeSecrets } from "#workers/secrets/secrets";
import { makeSeal } from "#workers/secrets/seal";
import { base64Of } from "#workers/secrets/bytes";

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

test("after the data secret was replaced, what the earlier one sealed opens, and what is sealed anew needs it no more", async () => {
  const before = makeSeal("first-secret");
  const after = makeSeal("second-secret", "first-secret");
  const sealed = await before.close("token", "instance:1");
  expect(await after.open(sealed, "instance:1")).toBe("token");
  const anew = await after.close("token", "instance:1");
  expect(anew.startsWith(await after.currentPrefix())).toBe(true);
  expect(sealed.startsWith(await after.currentPrefix())).toBe(false);
  expect(await makeSeal("second-secret").open(anew, "instance:1")).toBe("token");
  await expect(makeSeal("second-secret").open(sealed, "instance:1")).rejects.toMatchObject({ code: "seal_key" });
});

test("a text that was sealed before seals named their keys opens with either secret", async () => {
  // Closed under "first-secret" by the form of then.
  const old = await oldForm("first-secret", "token", "instance:1");
  expect(await makeSeal("first-secret").open(old, "instance:1")).toBe("token");
  expect(await makeSeal("second-secret", "first-secret").open(old, "instance:1")).toBe("token");
  await expect(makeSeal("second-secret").open(old, "instance:1")).rejects.toThrow();
});

async function oldForm(secret: string, text: string, context: string): Promise<string> {
  const bytes = (value: string) => new TextEncoder().encode(value);
  const material = await crypto.subtle.importKey("raw", bytes(secret), "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytes("zapin-seal-v1") };
  const key = await crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = new Uint8Array(12).fill(7);
  const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(context) }, key, bytes(text));
  return `v1.${base64Of(iv)}.${base64Of(new Uint8Array(closed))}`;
}
