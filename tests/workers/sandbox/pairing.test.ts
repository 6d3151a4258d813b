import { beforeEach, expect, test } from "vitest";
import jsQR from "jsqr";
import { PNG } from "pngjs";
import { recordedEvents, recording, shapeOf } from "../../support/recordings";
import { listen, PhoneInHand, types } from "./phone-in-hand";

let count = 0;
let phone: PhoneInHand;

beforeEach(() => {
  listen();
  phone = new PhoneInHand(`tenant--pairing-${count++}`);
});

test("a new instance is closed and says that it was created", async () => {
  const created = await phone.create();
  const recorded = await recording("instance.create.minimal");
  expect(created.status).toBe(recorded.response.status);
  expect(shapeOf({ ...created.body, webhook: {} })).toEqual(shapeOf(recorded.response.body));
  expect(created.body.instance.status).toBe("close");
  expect(created.body.hash).toBe(phone.token);
  const [event, ...others] = await phone.heard();
  expect(others).toEqual([]);
  expect(shapeOf(event)).toEqual(shapeOf((await recordedEvents("instance.create"))[0]!.body));
});

test("connecting shows a QR code that a reader can read", async () => {
  await phone.create();
  const shown = await phone.call("GET", "/instance/connect");
  const recorded = await recording("wa.connect.while-connecting");
  expect(shapeOf(shown.body)).toEqual(shapeOf(recorded.response.body));
  expect(shown.body.code).toHaveLength(String((recorded.response.body as any).code).length);
  expect(await readQr(shown.body.base64)).toBe(shown.body.code);
  const heard = await phone.heard();
  expect(types(heard)).toEqual(["instance.create", "connection.update", "qrcode.updated"]);
  expect((heard[2]!.data as any).qrcode).toEqual({
    instance: phone.name,
    pairingCode: null,
    code: shown.body.code,
    base64: shown.body.base64,
  });
});

test("create with qrcode answers the code at once", async () => {
  const created = await phone.create({ qrcode: true });
  expect(created.body.instance.status).toBe("connecting");
  expect(await readQr(created.body.qrcode.base64)).toBe(created.body.qrcode.code);
  expect(created.body.qrcode.count).toBe(1);
});

test("asking with a number brings a pairing code of eight characters, in the answer and in the event", async () => {
  await phone.create();
  await phone.call("GET", "/instance/connect");
  await phone.heard();
  const shown = await phone.call("GET", "/instance/connect", undefined, phone.token, "?number=5511912345678");
  expect(shapeOf(shown.body)).toEqual(shapeOf((await recording("wa.connect.pairing-code")).response.body));
  expect(shown.body.pairingCode).toMatch(/^[1-9A-HJ-NP-TV-Z]{8}$/);
  const [event] = await phone.heard();
  expect((event!.data as any).qrcode.pairingCode).toBe(shown.body.pairingCode);
});

test("an unpaired phone shows a new QR when the old one expires", async () => {
  await phone.create();
  const first = await phone.call("GET", "/instance/connect");
  await phone.heard();
  await phone.pass(45_000);
  const [event] = await phone.heard();
  const second = await phone.call("GET", "/instance/connect");
  expect(event!.event).toBe("qrcode.updated");
  expect((event!.data as any).qrcode.code).toBe(second.body.code);
  expect(second.body.code).not.toBe(first.body.code);
  expect(second.body.count).toBe(2);
});

test("after thirty QR codes nobody scanned, pairing is refused and can be begun again", async () => {
  await phone.create();
  await phone.call("GET", "/instance/connect");
  for (let shown = 1; shown < 30; shown++) await phone.pass(45_000);
  await phone.heard();
  await phone.pass(45_000);
  const heard = await phone.heard();
  expect(heard.map(({ event, data }) => [event, data])).toEqual([
    ["qrcode.updated", { message: "QR code limit reached, please login again", statusCode: 500 }],
    [
      "connection.update",
      { instance: phone.name, profileName: null, profilePictureUrl: null, state: "refused", statusReason: 428 },
    ],
  ]);
  expect((await phone.call("GET", "/instance/connectionState")).body.instance.state).toBe("refused");
  expect((await phone.call("GET", "/instance/connect")).body.count).toBe(1);
});

test("a scanned phone is open and its events name the account", async () => {
  await phone.create();
  await phone.call("GET", "/instance/connect");
  await phone.heard();
  expect(await phone.stub.scan({ ownerNumber: "5511912345678", profileName: "Loja Teste" })).toEqual({
    ok: true,
    state: "open",
  });
  const [connecting, open, ...others] = await phone.heard();
  expect(others).toEqual([]);
  const samples = await recordedEvents("connection.update");
  expect(connecting!.data).toEqual({ instance: phone.name, state: "connecting", statusReason: 200 });
  expect(shapeOf(open)).toEqual(shapeOf(samples.find(({ body }) => (body.data as any).state === "open")!.body));
  expect(open!.sender).toBe("5511912345678@s.whatsapp.net");
  expect((await phone.call("GET", "/instance/connect")).body).toEqual({
    instance: { instanceName: phone.name, state: "open" },
  });
});

test("scanning is refused, not an error, where there is nothing to scan", async () => {
  expect(await phone.stub.scan()).toEqual({ ok: false, reason: "not_found" });
  await phone.create();
  expect(await phone.stub.scan()).toEqual({ ok: false, reason: "not_pairing" });
  await phone.call("GET", "/instance/connect");
  expect((await phone.stub.scan()).ok).toBe(true);
  expect(await phone.stub.scan()).toEqual({ ok: false, reason: "not_pairing" });
});

test("a dropped line shows as connecting and comes back by itself", async () => {
  await phone.open();
  expect(await phone.stub.drop()).toEqual({ ok: true, state: "connecting" });
  expect(await phone.stub.scan()).toEqual({ ok: false, reason: "not_pairing" });
  expect((await phone.heard()).map(({ data }) => (data as any).state)).toEqual(["connecting"]);
  await phone.pass(3_000);
  expect((await phone.heard()).map(({ data }) => (data as any).state)).toEqual(["open"]);
});

test("a restart answers at once and reconnects", async () => {
  await phone.open();
  const restarted = await phone.call("POST", "/instance/restart", {});
  expect(restarted.status).toBe(200);
  expect(shapeOf(restarted.body)).toEqual(shapeOf((await recording("wa.restart.open")).response.body));
  await phone.pass(1_000);
  expect((await phone.heard()).map(({ data }) => (data as any).state)).toEqual(["connecting", "open"]);
});

test.each(["api", "phone"] as const)(
  "logged out by the %s, the phone says so three times over and can pair again",
  async (by) => {
    await phone.open();
    if (by === "api") {
      const answer = await phone.call("DELETE", "/instance/logout");
      expect(answer).toEqual({ status: 200, body: (await recording("wa.logout")).response.body });
    } else expect(await phone.stub.drop({ by: "phone" })).toEqual({ ok: true, state: "close" });
    const heard = await phone.heard();
    expect(types(heard)).toEqual(["logout.instance", "connection.update", "status.instance"]);
    for (const envelope of heard) {
      const samples = (await recordedEvents(envelope.event)).map(({ body }) => shapeOf(body));
      expect(samples).toContainEqual(shapeOf(envelope));
    }
    expect((heard[1]!.data as any).statusReason).toBe(401);
    const reason = by === "api" ? `Log out instance: ${phone.name}` : "Stream Errored (conflict)";
    expect(JSON.parse((heard[2]!.data as any).disconnectionObject).error.output.payload.message).toBe(reason);
    const again = await phone.call("DELETE", "/instance/logout");
    expect(again.status).toBe(400);
    expect(again.body.response.message).toEqual([`The "${phone.name}" instance is not connected`]);
    expect((await phone.call("GET", "/instance/connect")).body.count).toBe(1);
    expect((await phone.stub.scan()).ok).toBe(true);
  },
);

/** Judged by a PNG decoder and a QR reader that are not ours. */
async function readQr(dataUrl: string): Promise<string | undefined> {
  const png = await new Promise<PNG>((resolve, reject) => {
    new PNG().parse(Buffer.from(dataUrl.split(",")[1]!, "base64"), (error, read) =>
      error ? reject(error) : resolve(read),
    );
  });
  return jsQR(new Uint8ClampedArray(png.data), png.width, png.height, { inversionAttempts: "dontInvert" })?.data;
}
