import { expect, test } from "vitest";
import { choicesOf, emptyEndpoint, valuesOfEndpoint, valuesOfForm } from "#app/components/webhooks/endpoint-values";
import { endpointChange, endpointInput, type PublicEndpoint } from "#workers/domain/endpoint";

const url = "https://example.com/hook";

const endpoint: PublicEndpoint = {
  id: "ep_1",
  url,
  description: "orders",
  enabled: true,
  disabled: null,
  webhookOf: null,
  instances: ["shop"],
  events: ["messages.upsert", "zapin.key.revoked"],
  format: "zapin",
  headers: ["Authorization"],
  concurrency: 3,
  ratePerSecond: 20,
  previousSecretUntil: null,
  last24Hours: { delivered: 0, failed: 0, pending: 0, successRate: null },
  failingSince: null,
  createdAt: 0,
  updatedAt: 0,
};

function formOf(fields: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

test("the form as it begins is an endpoint for everything", () => {
  const read = endpointInput.parse(choicesOf({ ...emptyEndpoint, url }));
  expect(read).toMatchObject({ url, instances: null, events: null, concurrency: 10, ratePerSecond: null });
  expect(read).not.toHaveProperty("headers");
});

test("an edit that touches nothing asks for what is there, and leaves the headers alone", () => {
  const read = endpointChange.parse(choicesOf(valuesOfEndpoint(endpoint)));
  const { description, instances, format, concurrency, ratePerSecond } = endpoint;
  expect(read).toEqual({
    url,
    description,
    instances,
    format,
    concurrency,
    ratePerSecond,
    events: ["MESSAGES_UPSERT", "ZAPIN_KEY_REVOKED"],
  });
});

test("only what is ticked, with nothing ticked, is refused and does not become everything", () => {
  const values = valuesOfForm(
    formOf([
      ["url", url],
      ["instanceAccess", "some"],
      ["eventAccess", "some"],
      ["concurrency", "1"],
    ]),
  );
  const paths = endpointInput.safeParse(choicesOf(values)).error?.issues.map(({ path }) => path[0]);
  expect(paths?.sort()).toEqual(["events", "instances"]);
});

test("what was ticked does not count while all are chosen", () => {
  const values = valuesOfForm(
    formOf([
      ["instanceAccess", "all"],
      ["instances", "shop"],
      ["eventAccess", "all"],
      ["events", "MESSAGES_UPSERT"],
    ]),
  );
  expect(choicesOf(values)).toMatchObject({ instances: null, events: null });
});

test("headers are read line by line, and a value may hold colons", () => {
  const headers = "Authorization: Bearer a:b\r\n\r\n  X-Shop :12 ";
  const read = endpointInput.parse(choicesOf({ ...emptyEndpoint, url, headers }));
  expect(read.headers).toEqual({ Authorization: "Bearer a:b", "X-Shop": "12" });
});

test.each(["no colon here", "Webhook-Id: 1", ": value", "X-Shop"])("the header %j is refused", (headers) => {
  const { error } = endpointInput.safeParse(choicesOf({ ...emptyEndpoint, url, headers }));
  expect(error?.issues[0]?.path[0]).toBe("headers");
});

test("headers are taken away on request only, and what was written wins over it", () => {
  expect(choicesOf({ ...emptyEndpoint, withoutHeaders: true }).headers).toEqual({});
  expect(choicesOf({ ...emptyEndpoint, withoutHeaders: true, headers: "A: 1" }).headers).toEqual({ A: "1" });
});

test.each(["", "0", "51", "1.5", "many"])("the concurrency %j is refused", (concurrency) => {
  const { error } = endpointInput.safeParse(choicesOf({ ...emptyEndpoint, url, concurrency }));
  expect(error?.issues[0]?.path).toEqual(["concurrency"]);
});

test("a form without its fields is read as an empty one", () => {
  expect(valuesOfForm(new FormData())).toMatchObject({
    url: "",
    instanceAccess: "all",
    eventAccess: "all",
    events: [],
  });
});
