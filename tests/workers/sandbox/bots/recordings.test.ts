import { beforeEach, describe, expect, test } from "vitest";
import { recording, recordingNames, type Recording } from "../../../support/recordings";
import { listen, PhoneInHand, type Reply } from "../phone-in-hand";
import { replay } from "../replay";

let count = 0;
let phone: PhoneInHand;
/** Recorded ids and what stands for them here. */
let known: Map<string, string>;

beforeEach(async () => {
  listen();
  phone = new PhoneInHand(`tenant--bots-${count++}`);
  known = new Map();
  await phone.create();
});

const kinds = ["dify", "evoai", "evolutionBot", "flowise", "n8n", "openai", "typebot"];

const first = [
  ...kinds.map((kind) => `${kind}.create.missing`).filter((name) => name !== "flowise.create.missing"),
  ...kinds.map((kind) => `${kind}.delete.unknown`).filter((name) => name !== "typebot.delete.unknown"),
  ...kinds.map((kind) => `${kind}.fetchSettings.none`).filter((name) => name !== "evolutionBot.fetchSettings.none"),
  "disabled.evolutionBot.find",
  "openai.create.bad-creds",
  "openai.create.no-model",
  "openai.creds.create.missing",
  "openai.getModels.bad-creds",
  "openai.settings.missing",
  "typebot.changeStatus.closed",
  "typebot.changeStatus.delete",
  "typebot.changeStatus.paused",
  "typebot.create.bad-enum",
  "typebot.create.keyword-no-value",
  "typebot.delete.again",
  "typebot.fetch.unknown",
  "typebot.find.none",
  "typebot.settings.missing",
  "typebot.start.evolution.no-settings",
  "typebot.start.missing",
  "typebot.update.missing",
  "typebot.update.unknown",
];

describe("before there is any bot", () => {
  test.each(first)("%s is answered as recorded", answersAsRecorded);
});

/** What had been called on the recorded server, one family after the other. */
const stories: Record<string, string[]> = {
  typebot: [
    "typebot.create.ok",
    "typebot.create.minimal",
    "typebot.create.duplicate-trigger",
    "typebot.create.second-all",
    "typebot.find.ok",
    "typebot.fetch.ok",
    "typebot.update.ok",
    "typebot.settings.ok",
    "typebot.ignoreJid.add",
    "typebot.ignoreJid.remove",
    "typebot.fetchSessions.ok",
    "typebot.delete.ok",
    "typebot.delete.again",
  ],
  "typebot with settings first": [
    "typebot.settings.evolution",
    "typebot.create.evolution-all",
    "typebot.delete.evolution",
  ],
  openai: [
    "openai.creds.create.ok",
    "openai.creds.create.dup-key",
    "openai.creds.create.dup-name",
    "openai.create.ok",
    "openai.create.duplicate",
    "openai.find.ok",
    "openai.fetch.ok",
    "openai.fetchSessions.ok",
    "openai.changeStatus.paused",
    "openai.settings.ok",
    "openai.fetchSettings.ok",
    "openai.delete.ok",
    "openai.creds.delete.ok",
  ],
  "openai's credentials": ["openai.creds.create.for-delete", "openai.creds.delete.unused"],
  ...Object.fromEntries(
    ["dify", "evoai", "evolutionBot", "flowise", "n8n"].flatMap((kind) => [
      [
        kind,
        ["create.ok", "create.duplicate", "find.ok", "fetch.ok", "update.ok", "ignoreJid.ok", "fetchSessions.ok"]
          .concat("changeStatus.ok", "ignoreJid.undo", "settings.ok", "fetchSettings.ok", "delete.ok")
          .map((verb) => `${kind}.${verb}`),
      ],
      [`${kind} for every message`, [`${kind}.create.evolution-all`, `${kind}.delete.evolution`]],
    ]),
  ),
};

test.each(Object.entries(stories))("the story of %s is told as recorded", async (_name, names) => {
  for (const name of names) {
    const played = await recording(name).catch(() => null);
    if (played) await answersAsRecorded(name);
    // What the recorded server was told without a recording of it.
    else if (name.endsWith(".ignoreJid.undo")) await undoIgnored(name.split(".")[0]!);
    else if (name === "flowise.create.ok") await createdLike("flowise.create.duplicate", "flowise.fetch.ok");
  }
});

/** Played elsewhere, or not to be played on one phone alone. */
const elsewhere = [
  "typebot.fetch.other-instance",
  "openai.creds.create.dup-name-other-instance",
  "openai.creds.create.evolution",
  // In conversations.test.ts, since a far end answers there.
  "typebot.start.evolution",
  "typebot.start.evolution.session",
  ...kinds.map((kind) => `${kind}.fetchSessions.evolution`),
];

test("no recording of the seven families is left out", () => {
  const recorded = recordingNames.filter((name) => kinds.includes(name.split(".")[0]!));
  const played = new Set([...first, ...Object.values(stories).flat(), ...elsewhere]);
  expect(recorded.filter((name) => !played.has(name))).toEqual([]);
});

async function undoIgnored(kind: string): Promise<void> {
  await phone.call("POST", `/${kind}/ignoreJid`, { remoteJid: "551100@s.whatsapp.net", action: "remove" });
}

async function createdLike(name: string, shown: string): Promise<void> {
  const { request } = await recording(name);
  const created = await phone.call("POST", request.path.replace("/evo-a", ""), request.body);
  expect(created.status).toBe(201);
  learn((await recording(shown)).response.body, created.body);
}

async function answersAsRecorded(name: string): Promise<void> {
  const { got, expected } = await replay(withKnownIds(await recording(name)), phone);
  learn(expected.body, got.body);
  expect(settled(got)).toEqual(settled({ ...expected, body: renamed(expected.body) }));
}

function withKnownIds(played: Recording): Recording {
  return renamed(played) as Recording;
}

function renamed(value: unknown): unknown {
  let text = JSON.stringify(value);
  for (const [recorded, here] of known) text = text.replaceAll(recorded, here);
  return JSON.parse(text);
}

/** Ids are new with every call: those that a recorded answer shows are the ones that ours shows. */
function learn(recorded: unknown, here: unknown): void {
  if (typeof recorded !== "object" || recorded === null || typeof here !== "object" || here === null) return;
  for (const [name, value] of Object.entries(recorded)) {
    const ours = (here as Record<string, unknown>)[name];
    if (/^(id|instanceId|openaiCredsId)$/.test(name) && typeof value === "string" && typeof ours === "string")
      known.set(value, ours);
    else learn(value, ours);
  }
}

/** Times are of the call. The order of the members counts: upstream's is its tables'. */
function settled({ status, body }: Reply): unknown {
  const text = JSON.stringify(body ?? null).replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"<time>"');
  return { status, body: text };
}
