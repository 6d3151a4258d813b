import { botKinds } from "#workers/domain/bot";
import { recordingNames } from "../../support/recordings";

/** A recorded call that made something, and the recording in which its id stands. */
export type Step = readonly [call: string, answered: string];

/** What had been called on the recorded server before a call of the seven families of bots, in order. */
export const botStories: Readonly<Record<string, readonly Step[]>> = Object.fromEntries([
  ...botKinds.flatMap(storiesOf),
  ["openai.create.ok", [step("openai.creds.create.ok")]],
  ["openai.creds.create.ok", []],
  ["openai.creds.create.dup-key", [step("openai.creds.create.ok")]],
  ["openai.creds.create.dup-name", [step("openai.creds.create.ok")]],
  ["openai.creds.create.dup-name-other-instance", [step("openai.creds.create.ok")]],
  ["openai.creds.delete.unused", [step("openai.creds.create.for-delete")]],
  ["typebot.create.minimal", [step("typebot.create.ok")]],
  ["typebot.create.duplicate-trigger", [step("typebot.create.ok")]],
  ["typebot.create.second-all", [step("typebot.create.ok"), step("typebot.create.minimal")]],
  ["typebot.find.none", []],
  ["typebot.find.ok", [step("typebot.create.ok"), step("typebot.create.minimal")]],
  ["typebot.fetch.other-instance", [step("typebot.create.ok")]],
  ["typebot.ignoreJid.remove", [step("typebot.create.ok"), step("typebot.settings.ok")]],
  ["typebot.settings.evolution", []],
  ["typebot.create.evolution-all", [step("typebot.settings.evolution")]],
]);

function storiesOf(kind: string): [name: string, steps: Step[]][] {
  const made = makersOf(kind);
  const forAll = [...known("typebot.settings.evolution", kind), ...known(`${kind}.create.evolution-all`)];
  const withBot = ["create.duplicate", "find.ok", "fetch.ok", "update.ok", "delete.ok", "fetchSessions.ok"];
  return [
    [`${kind}.create.ok`, []],
    [`${kind}.fetchSettings.none`, []],
    ...withBot.concat("settings.ok").map((verb): [string, Step[]] => [`${kind}.${verb}`, made]),
    ...["fetchSettings.ok", "ignoreJid.ok"].map((verb): [string, Step[]] => [
      `${kind}.${verb}`,
      [...made, ...known(`${kind}.settings.ok`)],
    ]),
    [`${kind}.delete.evolution`, forAll],
    [`${kind}.fetchSessions.evolution`, forAll],
  ];
}

function makersOf(kind: string): Step[] {
  switch (kind) {
    // That it was made was not recorded, but that it was made again and how it then looked.
    case "flowise":
      return [["flowise.create.duplicate", "flowise.fetch.ok"]];
    case "openai":
      return [step("openai.creds.create.ok"), step("openai.create.ok")];
    default:
      return [step(`${kind}.create.ok`)];
  }
}

function known(name: string, kind = ""): Step[] {
  return recordingNames.includes(name) && name.startsWith(kind) ? [step(name)] : [];
}

function step(name: string): Step {
  return [name, name];
}
