import { expect, test } from "vitest";
import routes from "#tests/fixtures/evolution/routes.json";
import { operations } from "#workers/evolution/operations";
import { refusedRoutes } from "#workers/evolution/refused";
import { routeCall, upstreamPath } from "#workers/evolution/route";

const spell = (row: { method: string; path: string }) =>
  `${row.method} ${row.path.replace(":instanceName", ":instance")}`;

test("the table and the refused routes together are exactly upstream's routes", () => {
  const ours = [...operations, ...refusedRoutes].map(spell).sort();
  expect(ours).toEqual(routes.map(spell).sort());
});

test("every refused route is unknown to the router", () => {
  const routed = refusedRoutes.filter(({ method, path }) =>
    routeCall(method, path.replace(":instance", "shop").replaceAll(/:\w+/g, "1")),
  );
  expect(routed).toEqual([]);
});

test.each([
  ["/instance/connect/shop", "shop"],
  ["/instance/connect/shop/", "shop"],
  ["/instance/connect/Loja%20%C3%A9", "Loja é"],
  ["/instance/connect/a%2Fb", "a/b"],
  ["/instance/connect/..", ".."],
])("%s names the instance %s", (path, instance) => {
  expect(routeCall("GET", path)?.instance).toBe(instance);
});

test.each([
  "//instance/connect/shop",
  "/instance/connect/",
  "/instance/connect",
  "/instance/connect/a/b",
  "/instance/connect/%",
  "/",
  "",
])("%s is no route", (path) => {
  expect(routeCall("GET", path)).toBeNull();
});

test("the wrong spellings of Evolution's documents reach the right row", () => {
  expect(routeCall("PUT", "/instance/restart/shop")?.operation.id).toBe("instance.restart");
  expect(routeCall("POST", "/message/updateBlockStatus/shop")?.operation.id).toBe("chat.updateBlockStatus");
});

test("only the query that a row names goes upstream, once", () => {
  const call = routeCall("GET", "/instance/connect/shop")!;
  const query = new URLSearchParams("number=1&number=2&instanceName=x&instanceId=y&__proto__=z");
  expect(upstreamPath(call, "t--shop", query)).toBe("/instance/connect/t--shop?number=1");
});
