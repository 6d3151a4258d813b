import { afterEach, expect, test, vi } from "vitest";
import { givenTenant } from "#tests/support/given";
import { judgeAddress } from "#workers/domain/address";
import { deliver } from "#workers/services/deliveries/deliver";
import { createEndpoint } from "#workers/services/endpoints/create";
import { newSigningSecret } from "#workers/services/deliveries/sign";

/** Addresses inside, in IPv4. */
const inside = [
  "127.0.0.1",
  "127.8.8.8",
  "10.0.0.1",
  "10.255.255.254",
  "172.16.0.1",
  "172.31.255.1",
  "192.168.0.1",
  "169.254.169.254",
  "169.254.170.2",
  "100.64.0.1",
  "100.100.100.200",
  "0.0.0.0",
  "198.18.0.1",
  "192.0.0.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
];

/** One address in every notation that a parser of URLs takes for it. */
function spellings(address: string): string[] {
  const [a, b, c, d] = address.split(".").map(Number) as [number, number, number, number];
  const whole = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const hex = (value: number) => `0x${value.toString(16)}`;
  const octal = (value: number) => `0${value.toString(8)}`;
  const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  const pair = (high: number, low: number) => ((high << 8) | low).toString(16);
  return [
    address,
    `${address}.`,
    String(whole),
    hex(whole),
    octal(whole),
    [a, b, c, d].map(hex).join("."),
    [a, b, c, d].map(octal).join("."),
    `${a}.${b}.${(c << 8) | d}`,
    `${a}.${(b << 16) | (c << 8) | d}`,
    `${hex(a)}.${b}.${octal(c)}.${d}`,
    wide(address),
    wide(address).replaceAll(".", "。"),
    address.replaceAll(".", "%2e"),
    `[::ffff:${address}]`,
    `[::ffff:${pair(a, b)}:${pair(c, d)}]`,
    `[0:0:0:0:0:ffff:${address}]`,
    `[::${address}]`,
    `[64:ff9b::${address}]`,
    `[2002:${pair(a, b)}:${pair(c, d)}::1]`,
  ];
}

const others = [
  "[::1]",
  "[::]",
  "[0:0:0:0:0:0:0:1]",
  "[fe80::1]",
  "[fc00::1]",
  "[fd00:ec2::254]",
  "[fec0::1]",
  "[ff02::1]",
  "[2001:db8::1]",
  "[2001::1]",
  "localhost",
  "LOCALHOST",
  "localhost.",
  "a.localhost",
  "ⓛocalhost",
  "printer.local",
  "metadata.google.internal",
  "metadata",
  "kubernetes.default.svc",
  "kubernetes.default.svc.cluster.local",
  "router.home.arpa",
  "127.0.0.1.nip.io",
  "10-0-0-1.sslip.io",
  "localtest.me",
  "www.lvh.me",
  "168.63.129.16",
  "zapin.example",
  "zapin.example.",
  "ZAPIN.example",
  "zapin.example:8443",
  "api.zapin.example",
  "example.com:22",
  "example.com:6379",
  "user:secret@example.com",
  "user@example.com",
  "example.com@127.0.0.1",
];
const whole = [
  "ftp://example.com/",
  "file:///etc/passwd",
  "gopher://example.com/",
  "javascript:alert(1)",
  "data:text/plain,x",
  "//example.com/",
  "example.com/hook",
  "",
  "http://",
  "http:127.0.0.1/",
  "http:/127.0.0.1/",
  "http:\\\\127.0.0.1\\",
  "http://127.0.0.1\\@example.com/",
  "http://127.0.0.1#@example.com/",
  " http://127.0.0.1/",
  "http://127.0\t.0.1/",
  "http://loc\nalhost/",
  "https://[::1%25lo]/",
];
const all = [
  ...inside.flatMap(spellings).map((host) => `http://${host}/hook`),
  ...others.map((host) => `https://${host}/hook`),
  ...whole,
];

afterEach(() => vi.restoreAllMocks());

test(`of ${all.length} spellings of addresses inside no request leaves, at creation and at delivery`, async () => {
  expect(new Set(all).size).toBeGreaterThanOrEqual(200);
  const given = await givenTenant({ plan: "enterprise" });
  // As a deployment is set: under a name of its own, with nothing excused.
  const settings = {
    ...given.ctx.settings,
    publicUrl: "https://zapin.example",
    apiHost: "api.zapin.example",
    allowedPrivateHosts: new Set<string>(),
  };
  const ctx = Object.create(given.ctx, { settings: { value: settings } }) as typeof given.ctx;
  const left: string[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
    left.push(String(input));
    return new Response("reached");
  });
  const target = {
    id: "ep_inside",
    enabled: true,
    byEvents: false,
    format: "zapin" as const,
    concurrency: 1,
    ratePerSecond: null,
    headers: null,
    secret: await ctx.secrets.seal.close(newSigningSecret(), "endpoint:ep_inside"),
    previousSecret: null,
    previousSecretUntil: null,
  };
  const event = {
    id: "evt_1",
    sequence: 1,
    type: "call",
    instance: null,
    at: 1,
    stored: null,
    storedBytes: null,
    recovered: false,
  };
  const taken: string[] = [];
  for (const url of all) {
    const created = await createEndpoint(ctx, { url });
    if (created.ok || created.refusal.field !== "url") taken.push(`created ${url}`);
    const attempt = await deliver(ctx, { ...target, url }, { ...event, body: '{"data":null}' });
    if (attempt.request !== null || !attempt.final) taken.push(`delivered ${url}`);
  }
  expect(taken).toEqual([]);
  expect(left).toEqual([]);
  // What the same test lets through, or it could not fail.
  await deliver(ctx, { ...target, url: "https://receiver.example/hook" }, { ...event, body: '{"data":null}' });
  expect(left).toEqual(["https://receiver.example/hook"]);
});

test("an excuse covers exactly the spelling that it names", () => {
  const excused = new Set(["127.0.0.1"]);
  const allowed = spellings("127.0.0.1").filter(
    (host) => judgeAddress(`http://${host}:9000/hook`, excused, new Set(["localhost:8787"])).allowed,
  );
  expect(allowed).toEqual(["127.0.0.1"]);
  for (const host of ["localhost", "127.0.0.2", "10.0.0.1", "[::1]"]) {
    expect(judgeAddress(`http://${host}:9000/hook`, excused, new Set()).allowed).toBe(false);
  }
});

test.each(["http://localhost:8787/", "http://127.0.0.1:8787/", "http://localhost.:8787/", "http://[::1]:8787/"])(
  "%s is Zapin itself on a developer's machine, whatever is excused",
  async (url) => {
    const given = await givenTenant();
    const created = await createEndpoint(given.ctx, { url });
    expect(created.ok).toBe(false);
  },
);
