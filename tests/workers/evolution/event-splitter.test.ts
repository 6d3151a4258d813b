import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cut } from "#tests/support/pieces";
import { EventSplitter } from "#workers/evolution/event-splitter";

const decoder = new TextDecoder();

function split(text: string, cuts: readonly number[] = []) {
  const splitter = new EventSplitter();
  const pieces: Uint8Array[] = [];
  for (const piece of cut(new TextEncoder().encode(text), cuts)) {
    pieces.push(...splitter.push(piece).map((view) => view.slice()));
  }
  const ended = splitter.finish();
  return { splitter, ended, data: pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") };
}

const cuts = fc.array(fc.nat(10_000), { maxLength: 12 });
const around = { destination: "http://x", date_time: "now", sender: "5511", apikey: "TOKEN-OF-UPSTREAM" };

test("wherever the text is cut, data comes out as it went in, and the envelope is kept without it", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), cuts, (json, places) => {
      const data: unknown = JSON.parse(json);
      const text = JSON.stringify({ event: "messages.upsert", instance: "shop", data, ...around });
      const { ended, data: out } = split(text, places);
      expect(JSON.parse(out)).toEqual(data);
      expect(JSON.parse(ended!.envelope)).toEqual({
        event: "messages.upsert",
        instance: "shop",
        data: null,
        ...around,
      });
      expect(ended!.event).toMatchObject({ type: "messages.upsert", instance: "shop", token: "TOKEN-OF-UPSTREAM" });
    }),
    { numRuns: 300 },
  );
});

test("upstream's key in a session's parameters is cut out, in any spelling and of any form, and nothing else", () => {
  const secret = fc.oneof(fc.string(), fc.json(), fc.constant({ nested: ["GLOBAL-KEY"] }));
  fc.assert(
    fc.property(secret, fc.boolean(), fc.json({ maxDepth: 2 }), cuts, (key, escaped, json, places) => {
      const other: unknown = JSON.parse(json);
      const data = {
        apiKey: "mine",
        session: { apiKey: "mine", parameters: { a: other, apiKey: key, z: { apiKey: "mine" } }, after: other },
        list: [{ session: { parameters: { apiKey: "mine" } } }],
      };
      let text = JSON.stringify({ event: "typebot.change-status", instance: "shop", data, ...around });
      if (escaped) text = text.replaceAll('"apiKey"', '"api\\u004bey"');
      const out = JSON.parse(split(text, places).data) as typeof data;
      expect(out).toEqual({
        ...data,
        session: { ...data.session, parameters: { ...data.session.parameters, apiKey: "" } },
      });
    }),
    { numRuns: 300 },
  );
});

test("whose event it is stands before data, and is known before data is read", () => {
  const splitter = new EventSplitter();
  splitter.push(new TextEncoder().encode('{"event":"messages.upsert","instance":"shop","data":{"mess'));
  expect(splitter.head).toMatchObject({ type: "messages.upsert", instance: "shop" });
});

test("of a large message the marks are known, and not its media", () => {
  const data = {
    key: { id: "3EB0", fromMe: false, remoteJid: "5511@s.whatsapp.net" },
    message: { documentMessage: { fileName: "a.pdf" }, base64: "A".repeat(100_000) },
    status: "DELIVERY_ACK",
  };
  const text = JSON.stringify({ event: "messages.upsert", instance: "shop", data });
  expect(split(text, [70, 90, 5_000]).ended!.event.data).toEqual({
    key: data.key,
    status: "DELIVERY_ACK",
  });
});

test.each([
  ["data first", '{"data":1,"event":"call","instance":"shop"}'],
  ["no instance", '{"event":"call","data":1}'],
  ["data twice", '{"event":"call","instance":"shop","data":1,"data":2}'],
  ["another instance after data", '{"event":"call","instance":"shop","data":1,"instance":"theirs"}'],
  ["no data", '{"event":"call","instance":"shop"}'],
  ["a list", '[{"event":"call","instance":"shop","data":1}]'],
  ["an envelope that is larger than any", `{"event":"call","instance":"shop","data":1,"more":"${"x".repeat(70_000)}"}`],
])("%s is no event", (_, text) => {
  const { splitter, ended } = split(text);
  expect([ended, splitter.failure]).toEqual([null, "no_event"]);
});

test.each([
  ["half of it", '{"event":"call","instance":"shop","data":{"a":1', "no_json"],
  ["two of them", '{"event":"call","instance":"shop","data":1}{}', "no_json"],
  ["a deep one", `{"event":"call","instance":"shop","data":${"[".repeat(300)}${"]".repeat(300)}}`, "too_deep"],
])("%s is refused with its reason", (_, text, reason) => {
  const { splitter, ended } = split(text);
  expect([ended, splitter.failure]).toEqual([null, reason]);
});
