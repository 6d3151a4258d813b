import { givenInstance, givenOpenInstance, givenTenant, type GivenTenant } from "#tests/support/given";

/** Two tenants: the one in whose name the hostile requests come, and the one of whom nothing may be seen. */
export interface Pair {
  attacker: GivenTenant;
  /** The attacker's own key of one instance. */
  instanceKey: string;
  revokedKey: string;
  /** The token of the attacker's own door for Chatwoot. */
  inboxToken: string;
  /** What upstream was told in place of the address of the attacker's bot. */
  relayToken: string;
  /** Ids that the requests put into paths: of both tenants' things, bots and endpoints among them. */
  ids: string[];
  victim: GivenTenant;
  /** What the requests may name of the victim: names and ids that can be guessed or overheard. */
  guessed: { tenantId: string; instanceName: string; instanceId: string; keyId: string };
  /** What no request ever says, so that its appearance in an answer is a leak. */
  unsaid: { what: string; text: string }[];
  /** Texts of upstream that stay with the operator, whoever asks. */
  internal: { what: string; text: string }[];
}

export const number = "5511988887777";

export async function givenPair(): Promise<Pair> {
  const [attacker, victim] = [await givenTenant({ plan: "scale" }), await givenTenant({ plan: "scale" })];
  const { hash: instanceKey } = await givenInstance(attacker, "shop");
  await restore(attacker);
  await givenInstance(attacker, "second");
  const revoked = await attacker.issue();
  await attacker.call("DELETE", `/api/keys/${revoked.id}`);

  // The victim's shop is named as the attacker's: only the tenant tells them apart.
  await givenOpenInstance(victim, "shop");
  await givenInstance(victim, "theirs", { number: "5511933334444" });
  const text = "the victim's own words 71c9";
  await victim.call("POST", "/v1/message/sendText/shop", { body: { number, text } });
  const url = "https://hooks.example.com/of-the-victim-5d2e";
  const webhook = { enabled: true, url, events: ["CALL"] };
  const set = await victim.call("POST", "/v1/webhook/set/shop", { body: { webhook } });
  if (set.status !== 201) throw new Error(await set.text());
  const named = await victim.issue({ name: "the victim's key 9b40" });

  const rows = (await (await victim.call("GET", "/v1/instance/fetchInstances")).json()) as Row[];
  const [shop, theirs] = ["shop", "theirs"].map((name) => rows.find((row) => row.name === name)!);
  const targets = await victim.ctx.hub(victim.tenantId).findInstances(["shop", "theirs"]);
  const own = await attacker.ctx.hub(attacker.tenantId).findInstances(["shop", "second"]);
  await givenInbox(victim, "cw-token-of-the-victim");
  const theirBot = await givenBot(victim, ofTheVictim);
  const theirEndpoint = await givenEndpoint(victim, ofTheVictim);
  const ownBot = await givenBot(attacker, "own");
  const guessed = {
    tenantId: victim.tenantId,
    instanceName: "theirs",
    instanceId: theirs!.id,
    keyId: (await victim.issue()).id,
  };
  return {
    attacker,
    instanceKey,
    revokedKey: revoked.key,
    inboxToken: await givenInbox(attacker, "own-token"),
    relayToken: await attacker.ctx.secrets.relayToken({ tenantId: attacker.tenantId, subject: ownBot }),
    ids: [guessed.keyId, theirBot, theirEndpoint, ownBot, await givenEndpoint(attacker, "own")],
    victim,
    guessed,
    unsaid: [
      { what: "the victim's key", text: victim.key },
      { what: "the victim's other key", text: named.key },
      { what: "the id of the victim's key", text: named.id },
      { what: "the name of the victim's key", text: named.name },
      { what: "the key of the victim's instance", text: shop!.token },
      { what: "the id of the victim's instance", text: shop!.id },
      { what: "the number of the victim's instance", text: "5511933334444" },
      { what: "the victim's message", text },
      { what: "the victim's webhook", text: url },
      { what: "the victim's bot", text: ofTheVictim },
      { what: "the victim's inbox", text: "cw-token-of-the-victim" },
    ],
    internal: [
      { what: "the global key", text: await attacker.ctx.sandboxKey() },
      ...[...Object.values(targets), ...Object.values(own)].map(({ upstreamToken }) => ({
        what: "a token of upstream",
        text: upstreamToken,
      })),
    ],
  };
}

/** Stands in everything of the victim that an answer could show. */
const ofTheVictim = "of-the-victim-8e1f";

async function givenBot(given: GivenTenant, name: string): Promise<string> {
  const connection = { webhookUrl: `https://bots.example.com/${name}` };
  const triggers = { type: "keyword", operator: "equals", value: "hello" };
  const body = { instance: "shop", kind: "n8n", name, connection, triggers };
  return idIn(await given.call("POST", "/api/bots", { body }));
}

async function givenEndpoint(given: GivenTenant, name: string): Promise<string> {
  const body = { url: `https://hooks.example.com/${name}` };
  return idIn(await given.call("POST", "/api/endpoints", { body }));
}

/** Sets an inbox of Chatwoot, and tells the token that stands in its address. */
async function givenInbox(given: GivenTenant, token: string): Promise<string> {
  const needed = { signMsg: false, reopenConversation: true, conversationPending: false };
  const body = { enabled: true, accountId: "1", token, url: "https://chatwoot.example.com", ...needed };
  const set = await given.call("POST", "/v1/chatwoot/set/shop", { body });
  const { webhook_url: address } = await set.json<{ webhook_url: string }>();
  return decodeURIComponent(new URL(address).pathname.split("/").at(-1)!);
}

async function idIn(answer: Response): Promise<string> {
  const text = await answer.text();
  const found = /"id":"((?:bot|ep)_[^"]+)"/.exec(text);
  if (!answer.ok || !found) throw new Error(text);
  return found[1]!;
}

interface Row {
  id: string;
  name: string;
  token: string;
}

/** Brings the attacker's instance back after a request deleted it, logged it out or dropped its line. */
export async function restore({ call }: GivenTenant): Promise<void> {
  const state = await call("GET", "/v1/instance/connectionState/shop");
  if (state.status === 404) {
    await call("POST", "/v1/instance/create", { body: { instanceName: "shop", integration: "WHATSAPP-BAILEYS" } });
  } else if (((await state.json()) as { instance?: { state?: string } }).instance?.state === "open") return;
  await call("GET", "/v1/instance/connect/shop");
  await call("POST", "/api/sandbox/phones/shop/scan");
}
