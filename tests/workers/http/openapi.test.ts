import { beforeAll, expect, test } from "vitest";
import routes from "#tests/fixtures/evolution/routes.json";
import { call } from "#tests/support/given";
import { operations } from "#workers/evolution/operations";
import { families, routeKey, textOf } from "#workers/evolution/reference/families";
import { pathOf } from "#workers/http/openapi/evolution-paths";
import { ownRoutes } from "#workers/http/openapi/own-paths";
import { ownTexts } from "#workers/services/reference/own-texts";

interface Described {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
  responses: Record<string, unknown>;
  requestBody?: { content: Record<string, { schema: { properties?: object } }> };
  deprecated?: boolean;
  "x-scope"?: string;
  "x-messages"?: number;
}

let document: { openapi: string; paths: Record<string, Record<string, Described>> };

beforeAll(async () => {
  const answer = await call("GET", "/openapi.json");
  expect(answer.status).toBe(200);
  document = await answer.json();
  expect(document.openapi).toBe("3.1.0");
});

test("holds every row of the operation table, with its scope, its cost and its parameters", () => {
  for (const row of operations) {
    const described = document.paths[pathOf(row.path)]?.[row.method.toLowerCase()];
    expect(described, routeKey(row)).toMatchObject({
      "x-scope": row.scope,
      "x-messages": row.weight,
    });
    const named = (place: string) => described!.parameters.filter((one) => one.in === place).map(({ name }) => name);
    expect(named("query"), routeKey(row)).toEqual(row.query);
    expect(named("path")).toEqual([...row.path.matchAll(/:(\w+)/g)].map(([, name]) => name));
  }
});

test("names every operation once", () => {
  const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId));
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test("holds nothing of /v1 that is not in the table", () => {
  const known = new Set(
    operations.flatMap((row) =>
      [row, ...row.aliases].map(({ method, path }) => `${method.toLowerCase()} ${pathOf(path)}`),
    ),
  );
  const unknown = Object.entries(document.paths)
    .filter(([path]) => path.startsWith("/v1/"))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
    .filter((spelled) => !known.has(spelled));
  expect(unknown).toEqual([]);
});

test("every row is described, and nothing is described that Evolution does not have", () => {
  const described = families.flatMap((family) => Object.keys(family.operations));
  const missing = operations.map(routeKey).filter((key) => !described.includes(key));
  expect(missing).toEqual([]);
  const upstream = routes.map((route) =>
    routeKey({ ...route, path: route.path.replace(":instanceName", ":instance") }),
  );
  expect(described.filter((key) => !upstream.includes(key))).toEqual([]);
});

test("statuses of success and file uploads are upstream's own", () => {
  for (const route of routes) {
    const row = { method: route.method, path: route.path.replace(":instanceName", ":instance") };
    if (!operations.some((known) => routeKey(known) === routeKey(row))) continue;
    const text = textOf(row);
    expect(text.status ?? 200, routeKey(row)).toBe(route.successStatus);
    expect(text.file !== undefined, routeKey(row)).toBe(route.multipartFile);
  }
});

test("holds every route of /api, each described in workers/services/reference/own-texts.ts", () => {
  const registered = ownRoutes().map(({ method, path }) => `${method} ${path}`);
  for (const { method, path } of ownRoutes()) {
    expect(document.paths[path.replaceAll(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()], path).toBeDefined();
  }
  expect(Object.keys(ownTexts).sort()).toEqual(registered.sort());
});

test("takes the bodies of /api from the schemas that judge them", () => {
  const body = document.paths["/api/keys"]?.["post"]?.requestBody?.content["application/json"]?.schema;
  expect(Object.keys(body?.properties ?? {})).toEqual(expect.arrayContaining(["name", "instance", "limits"]));
  const receive = document.paths["/api/sandbox/phones/{instance}/receive"]?.["post"];
  expect(Object.keys(receive?.requestBody?.content["application/json"]?.schema.properties ?? {})).not.toContain(
    "instance",
  );
});

test("shows no key, no name and no host of the recordings", () => {
  const text = JSON.stringify(document);
  expect(text).not.toMatch(/127\.0\.0\.1|<TOKEN|GLOBAL_KEY|evo-[abc]\b|wa2|zpn_live_[a-z0-9]{16}/);
});
