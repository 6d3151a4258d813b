import { expect, test } from "vitest";
import { recordingNames } from "../../support/recordings";
import { compatibilityPage } from "./compatibility";
import { differences } from "./differences";

test("the page of compatibility says what the table says", async () => {
  await expect(await compatibilityPage()).toMatchFileSnapshot("../../../docs/compatibility.md");
});

test("every difference is one of a recording, and has its reason", () => {
  expect(Object.keys(differences).filter((name) => !recordingNames.includes(name))).toEqual([]);
  expect(Object.values(differences).filter((reason) => reason.length < 20)).toEqual([]);
});
