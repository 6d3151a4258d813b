import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { botKinds } from "#workers/domain/bot";
import { routeCall } from "#workers/evolution/route";
import { upstreamName } from "#workers/domain/instance";
import { phoneStub, type PhoneStub } from "#workers/sandbox/stub";
import { givenInstance, givenTenant, type GivenTenant } from "../../support/given";
import { recording, type Recording } from "../../support/recordings";
import { botStories, type Step } from "./bot-stories";
import { converse } from "./conversation";

/** A tenant whose instances are what the recorded ones were when the recording was made. */
export interface Stage {
  given: GivenTenant;
  /** The instances' own keys, by name. */
  keys: Map<string, string>;
  /** Texts of the recording and what stands for them here: ids that the stage could not choose. */
  said: [recorded: string, here: string][];
}

/** Where an instance stood. "never" was not created, "gone" was deleted. */
type Standing = "never" | "closed" | "connecting" | "restarting" | "open" | "logged out" | "gone";

/** Recordings whose instance was not where their name says. */
const standings: Record<string, Standing> = {
  "instance.connectionState.connecting": "connecting",
  "message.sendText.connecting": "connecting",
  "wa.connect.while-connecting": "connecting",
  "wa.connect.pairing-code": "connecting",
  "wa.connect.after-restart": "restarting",
  "wa.connect.after-logout.again": "logged out",
  "wa.connectionState.qr": "connecting",
  "wa.restart.while-qr": "connecting",
  "wa.sendText.logged-out": "logged out",
  "wa.sendText.while-qr": "restarting",
  "wa.connectionState.after-api-logout": "logged out",
  "wa.fetchInstances.logged-out": "logged out",
  "wa.connectionState.deleted": "gone",
  "instance.fetch.after-webhook-no-events": "never",
  "evolution.delete.again": "gone",
  "evolution.connect": "open",
  "evolution.connectionState": "open",
  "evolution.fetchInstances": "open",
  "evolution.logout": "open",
  "evolution.restart": "open",
  "waba.connect": "open",
  "waba.connectionState": "open",
  "waba.logout": "open",
  ...Object.fromEntries(botKinds.map((kind) => [`${kind}.fetchSessions.evolution`, "open" as const])),
};

/** The stage of a recording. Making one takes longer than the call, so those that stand alike share it. */
export async function stageFor(played: Recording): Promise<Stage> {
  const offered = isOffered(played);
  const instances = offered ? [...instancesOf(played)].sort() : [];
  const id = [standingOf(played.name), alone(played) ? company(played.name) : "", ...instances].join(" ");
  const set = shared.get(id) ?? setStage(played);
  shared.set(id, set);
  const stage = { ...(await set), said: [] };
  if (offered) await preparations[played.name]?.(stage);
  return stage;
}

const shared = new Map<string, Promise<Stage>>();

/** Calls that end the connection, or whose answer tells everything that happened before. */
function alone({ name, request }: Recording): boolean {
  return (
    /\/(connect|restart|logout|delete|fetchInstances|fetchAllGroups|find\w+)\b/.test(request.path) || name in lonely
  );
}

/**
 * Who shares a stage among those that stand alone: bots of different kinds know nothing of each other. Only
 * where somebody writes to them, all would answer.
 */
function company(name: string): string {
  const shares = name in botStories && !name.endsWith(".fetchSessions.evolution");
  return shares ? name.slice(name.indexOf(".")) : name;
}

const lonely = { "auth.key-header-uppercase": true, "webhook.find.ok": true, ...botStories };

/** A route that Zapin does not have refuses whatever is on the stage. */
function isOffered({ request }: Recording): boolean {
  const [path = ""] = request.path.split("?");
  return routeCall(request.method, path) !== null || path.startsWith("/chatwoot/webhook/");
}

async function setStage(played: Recording): Promise<Stage> {
  const stage: Stage = { given: await givenTenant(), keys: new Map(), said: [] };
  if (!isOffered(played)) return stage;
  for (const name of instancesOf(played))
    await stand(stage, name, standingOf(played.name), played.name === "webhook.find.ok");
  return stage;
}

function standingOf(name: string): Standing {
  return standings[name] ?? (name.startsWith("wa.") ? "open" : "closed");
}

/** The instances that the recorded call speaks of and that were there at the time. */
function instancesOf({ name, request }: Recording): Set<string> {
  const found = new Set<string>();
  const path = new URL(request.path, "https://recorded.invalid");
  const segments = path.pathname.split("/");
  const named = decodeURIComponent(segments.at(-1) ?? "");
  if (/^(evo-|wa2$|x1$)/.test(named)) found.add(named);
  const queried = path.searchParams.get("instanceName");
  if (queried && queried !== "ghost") found.add(queried);
  for (const [, owner] of JSON.stringify(request.headers).matchAll(/<TOKEN ([^>]+)>/g)) found.add(owner!);
  if (/^instance\.create\.duplicate|create-again$/.test(name))
    found.add((request.body as { instanceName: string }).instanceName);
  if (name.startsWith("instance.fetch.global.")) found.add("evo-a");
  // Their stories begin there.
  if (/^(typebot\.fetch|openai\.creds\.create)\..*other-instance$/.test(name)) found.add("evo-a");
  return found;
}

async function stand(stage: Stage, name: string, standing: Standing, withWebhook: boolean): Promise<unknown> {
  if (standing === "never") return;
  const maker = makers[name];
  const { request } = maker ? await recording(maker) : { request: { body: {} } };
  // Where nothing looks at it, a webhook that nobody answers would only keep the queue busy.
  const { webhook, ...rest } = request.body as { webhook?: unknown };
  const number = numbers[name];
  const made = { ...rest, ...(withWebhook && { webhook }), ...(number && { number }) };
  const { hash } = await givenInstance(stage.given, name, made);
  stage.keys.set(name, hash);
  if (standing === "closed") return;
  if (standing === "gone") return called(stage, "DELETE", `/instance/delete/${name}`);
  await called(stage, "GET", `/instance/connect/${name}`);
  if (standing === "connecting") return;
  if (standing === "restarting") return called(stage, "POST", `/instance/restart/${name}`);
  await phoneOf(stage, name).scan({ ownerNumber: "5511912345678", profileName: "Loja Teste" });
  return standing === "logged out" && phoneOf(stage, name).drop({ by: "phone" });
}

/** The number with which an instance was made, where an answer tells it. */
const numbers: Record<string, string> = { "evo-ch": "551130000001" };

/** The recorded call that made an instance, where it was not the least there can be. */
const makers: Record<string, string> = {
  "evo-a": "instance.create.webhook",
  "evo-flat": "instance.create.webhook-flat-legacy",
};

const customer = "5511988887777";

/** What had happened before the recorded call, beyond the connection. */
const preparations: Record<string, (stage: Stage) => Promise<unknown>> = {
  "instance.fetch.global.id": (stage) => knowId(stage, "dd504567-50b4-4fac-ac14-563cb4e5581a"),
  "wa.fetchInstances.open": (stage) => seenAs(stage, "open"),
  "wa.fetchInstances.logged-out": (stage) => seenAs(stage, "close"),
  "evolution.fetchInstances": (stage) => seenAs(stage, "open"),
  "proxy.find.ok": (stage) => called(stage, "POST", "/proxy/set/evo-a", noProxy),
  "websocket.find.ok": (stage) => played(stage, "websocket.set.ok"),
  ...Object.fromEntries(
    ["all-events", "bad-url", "empty-url"].map((verb) => [
      `webhook.set.${verb}`,
      (stage: Stage) => played(stage, "webhook.set.ok"),
    ]),
  ),
  "wa.updateMessage": (stage) => sent(stage, "3EB061E5B74427C8AD07DA"),
  "wa.sendReaction": (stage) => sent(stage, "3EB061E5B74427C8AD07DA"),
  "wa.deleteMessageForEveryone": (stage) => sent(stage, "3EB061E5B74427C8AD07DA"),
  "wa.getBase64.text-message": (stage) => received(stage, "3EB0FB362F4403961F9A61"),
  ...Object.fromEntries(
    ["fetchAllGroups.participants", "findGroupInfos", "inviteCode", "toggleEphemeral", "updateGroupSubject"]
      .concat("updateParticipant.add", "updateSetting")
      .map((verb) => [`wa.group.${verb}`, (stage: Stage) => inGroup(stage)]),
  ),
  "wa.group.updateParticipant.promote": (stage) => inGroup(stage, "5521977776666"),
  ...Object.fromEntries(
    Object.entries(botStories).map(([name, steps]) => [name, (stage: Stage) => told(stage, steps)]),
  ),
  ...Object.fromEntries(
    botKinds.map((kind) => [
      `${kind}.fetchSessions.evolution`,
      async (stage: Stage) => {
        await told(stage, botStories[`${kind}.fetchSessions.evolution`] ?? []);
        await converse(stage, phoneOf(stage, "evo-ch"), kind);
      },
    ]),
  ),
  "wa.archiveChat": (stage) => received(stage, "3EB0FB362F4403961F9A61"),
  "wa.markMessageAsRead": (stage) => received(stage, "3EB0FB362F4403961F9A61"),
};

async function knowId(stage: Stage, recorded: string): Promise<void> {
  const [row] = await (await stage.given.call("GET", "/v1/instance/fetchInstances")).json<{ id: string }[]>();
  stage.said.push([recorded, row!.id]);
}

/** Waits until the event of the connection has reached the tenant. */
async function seenAs(stage: Stage, state: string): Promise<void> {
  await vi.waitFor(async () => {
    const rows = await (await stage.given.call("GET", "/v1/instance/fetchInstances")).json<Record<string, string>[]>();
    if (rows[0]?.connectionStatus !== state) throw new Error(`The instance is not seen as ${state}.`);
  }, 20_000);
}

async function sent(stage: Stage, recordedId: string): Promise<void> {
  const response = await stage.given.call("POST", "/v1/message/sendText/wa2", {
    body: { number: customer, text: "hello" },
  });
  const { key } = await response.json<{ key: { id: string } }>();
  stage.said.push([recordedId, key.id]);
}

async function received(stage: Stage, recordedId: string): Promise<void> {
  const answer = await phoneOf(stage, "wa2").receive({ from: customer, text: "oi" });
  if (!answer.ok) throw new Error(answer.reason);
  stage.said.push([recordedId, answer.id]);
}

async function inGroup(stage: Stage, ...more: string[]): Promise<void> {
  const body = { subject: "Clientes", description: "desc", participants: [customer, ...more] };
  const response = await stage.given.call("POST", "/v1/group/create/wa2", { body });
  const { id } = await response.json<{ id: string }>();
  stage.said.push(["120363040000000001@g.us", id]);
}

/** A recorded text with what stands here in the place of what the stage could not choose. */
export function said(text: string, stage: Stage): string {
  // A number that the recorded network did not know; the sandbox knows none that ends in 0000.
  return [...stage.said, ["5511900000001", "5511900010000"] as const].reduce(
    (sofar, [recorded, here]) => sofar.replaceAll(recorded, here),
    text,
  );
}

const noProxy = { enabled: false, host: "h", port: "1", protocol: "http" };

/** Makes recorded calls again, and learns which ids stand here for those that were recorded. */
async function told(stage: Stage, steps: readonly Step[]): Promise<void> {
  for (const [name, answered] of steps) {
    const here = (await played(stage, name)) as { id: string };
    const { response } = await recording(answered);
    stage.said.push([(response.body as { id: string }).id, here.id]);
  }
}

async function played(stage: Stage, name: string): Promise<unknown> {
  const { request } = await recording(name);
  const { path, body } = JSON.parse(said(JSON.stringify(request), stage)) as Recording["request"];
  return called(stage, request.method, path, body);
}

async function called(stage: Stage, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await stage.given.call(method, `/v1${path}`, { body });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text === "" ? null : JSON.parse(text);
}

function phoneOf({ given }: Stage, name: string): PhoneStub {
  return phoneStub(env, upstreamName(given.tenantId, name));
}
