import { describe, expect, it } from "vitest";
import { nextHere, nextPath } from "#app/session/next-path";

describe("nextPath", () => {
  it("goes on to a path of our own, with what belongs to it", () => {
    expect(nextPath("/instances/my%20shop?state=open#send")).toBe("/instances/my%20shop?state=open#send");
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "javascript:alert(1)",
    "evil.example",
    "",
    null,
    undefined,
    7,
  ])("leads nobody to another site: %j", (wanted) => {
    expect(nextPath(wanted)).toBe("/dashboard");
  });
});

describe("nextHere", () => {
  it("comes back to the page with its query, and to a form's page without", () => {
    expect(nextHere(new Request("https://zapin.example/instances?state=open"))).toBe("/instances?state=open");
    expect(nextHere(new Request("https://zapin.example/instances?index", { method: "POST" }))).toBe("/instances");
  });
});
