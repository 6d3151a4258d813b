import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import type { SandboxPhone } from "#workers/sandbox/phone";
import { recordedEvents, recording, shapeOf } from "../../support/recordings";
import { listen, PhoneInHand, types } from "./phone-in-hand";

const contact = "5511988887777@s.whatsapp.net";
const onePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

let count = 0;
let phone: PhoneInHand;

beforeEach(async () => {
  listen();
  phone = await new PhoneInHand(`tenant--messages-${count++}`).open();
});

test("a text is sent, acknowledged, read, and answered by the contact with the same text", async () => {
  const sent = await phone.call("POST", "/message/sendText", { number: "5511988887777", text: "hello" });
  expect(sent.body.key.id).toMatch(/^3EB0[0-9A-F]{18}$/);
  const [announced, ...early] = await phone.heard();
  expect(early).toEqual([]);
  expect(announced!.event).toBe("send.message");
  expect(announced!.data).toEqual(sent.body);
  for (const [afterMs, status] of [
    [300, "SERVER_ACK"],
    [500, "DELIVERY_ACK"],
    [700, "READ"],
  ] as const) {
    await phone.pass(afterMs);
    const heard = await phone.heard();
    expect(heard.map(({ event, data }) => [event, (data as any).keyId, (data as any).status])).toEqual([
      ["messages.update", sent.body.key.id, status],
    ]);
    expect(shapeOf(heard[0])).toEqual(shapeOf((await recordedEvents("messages.update"))[0]!.body));
  }
  await phone.pass(500);
  const heard = await phone.heard();
  expect(types(heard)).toEqual(["chats.update", "contacts.update", "messages.upsert", "contacts.upsert"]);
  const text = (await recordedEvents("messages.upsert")).find(({ from }) => from === "wa.inbound.text.json")!;
  expect(shapeOf(heard[2])).toEqual(shapeOf(text.body));
  expect(heard[2]!.data).toMatchObject({
    key: { remoteJid: contact, fromMe: false },
    message: { conversation: "hello" },
  });
});

test("what is under way survives a restart of the phone", async () => {
  await phone.call("POST", "/message/sendText", { number: "5511988887777", text: "hello" });
  await phone.heard();
  await evictDurableObject(phone.stub);
  await phone.live();
  await phone.pass(2_000);
  expect(types(await phone.heard())).toEqual([
    "messages.update",
    "messages.update",
    "messages.update",
    "chats.update",
    "contacts.update",
    "messages.upsert",
    "contacts.upsert",
  ]);
});

test("acknowledgements wait until a dropped line is back", async () => {
  await phone.call("POST", "/message/sendText", { number: "5511988887777", text: "hello" });
  await phone.stub.drop();
  await phone.heard();
  await phone.pass(2_000);
  expect(await phone.heard()).toEqual([]);
  await phone.pass(1_000);
  await phone.pass(1_000);
  expect(types(await phone.heard())).toContain("messages.upsert");
});

test("a logout takes what was under way with it", async () => {
  await phone.call("POST", "/message/sendText", { number: "5511988887777", text: "hello" });
  await phone.call("DELETE", "/instance/logout");
  await phone.heard();
  await phone.pass(10_000);
  expect(await phone.heard()).toEqual([]);
});

test("a contact falls silent instead of talking with a robot for ever", async () => {
  let echoes = 0;
  for (let sent = 0; sent < 25; sent++) {
    await phone.call("POST", "/message/sendText", { number: "5511988887777", text: `turn ${sent}` });
    await phone.pass(2_000);
    echoes += types(await phone.heard()).filter((type) => type === "messages.upsert").length;
  }
  expect(echoes).toBe(20);
  await phone.pass(60_000);
  await phone.call("POST", "/message/sendText", { number: "5511988887777", text: "again" });
  await phone.pass(2_000);
  expect(types(await phone.heard())).toContain("messages.upsert");
});

test("someone may write to an open phone, and to no other", async () => {
  const written = await phone.stub.receive({ from: "5511988887777", text: "inbound text", pushName: "Ana" });
  expect(written.ok).toBe(true);
  const heard = await phone.heard();
  expect(heard[2]!.data).toMatchObject({ key: { id: (written as { id: string }).id }, pushName: "Ana" });
  expect(shapeOf(heard[1])).toEqual(shapeOf((await recordedEvents("contacts.update"))[0]!.body));
  await phone.stub.receive({ from: "5511988887777", text: "more" });
  const more = await phone.heard();
  expect(types(more)).toEqual(["chats.update", "contacts.update", "messages.upsert", "contacts.update"]);
  expect(shapeOf(more[3])).toEqual(shapeOf((await recordedEvents("contacts.update"))[1]!.body));
  expect(await phone.stub.receive({ from: "nobody", text: "x" })).toEqual({ ok: false, reason: "invalid_number" });
  await phone.stub.drop();
  expect(await phone.stub.receive({ text: "x" })).toEqual({ ok: false, reason: "not_open" });
  expect(await new PhoneInHand("tenant--nobody").stub.receive({ text: "x" })).toEqual({
    ok: false,
    reason: "not_found",
  });
});

test("a message that was changed is found changed, and says so", async () => {
  const sent = await phone.call("POST", "/message/sendText", { number: "5511988887777", text: "hello" });
  await phone.heard();
  const changed = await phone.call("POST", "/chat/updateMessage", {
    number: "5511988887777",
    text: "hello (edited)",
    key: { id: sent.body.key.id, remoteJid: contact, fromMe: true },
  });
  expect(changed.status).toBe(200);
  expect(shapeOf(changed.body)).toEqual(shapeOf((await recording("wa.updateMessage")).response.body));
  const [event] = await phone.heard();
  expect(shapeOf(event)).toEqual(shapeOf((await recordedEvents("send.message.update"))[0]!.body));
  const found = await phone.call("POST", "/chat/findMessages", { where: { key: { id: sent.body.key.id } } });
  expect(found.body.messages.records[0].message).toEqual({ conversation: "hello (edited)" });
});

test("a message older than fifteen minutes cannot be changed", async () => {
  const sent = await phone.call("POST", "/message/sendText", { number: "5511988887777", text: "hello" });
  await phone.pass(16 * 60_000);
  const key = { id: sent.body.key.id, remoteJid: contact, fromMe: true };
  const changed = await phone.call("POST", "/chat/updateMessage", { number: "5511988887777", text: "x", key });
  expect(changed.status).toBe(400);
});

test("a message that was deleted for everyone is announced whole and found as deleted", async () => {
  const sent = await phone.call("POST", "/message/sendText", { number: "5511988887777", text: "hello" });
  await phone.pass(2_000);
  await phone.heard();
  const { id } = sent.body.key;
  const deleted = await phone.call("DELETE", "/chat/deleteMessageForEveryone", {
    id,
    remoteJid: contact,
    fromMe: true,
  });
  expect(deleted.status).toBe(201);
  expect(shapeOf(deleted.body)).toEqual(shapeOf((await recording("wa.deleteMessageForEveryone")).response.body));
  const [event] = await phone.heard();
  expect(shapeOf(event)).toEqual(shapeOf((await recordedEvents("messages.delete"))[0]!.body));
  const found = await phone.call("POST", "/chat/findMessages", { where: { key: { id } } });
  const recorded = (await recording("wa.findMessages.by-id")).response.body;
  expect(shapeOf(found.body)).toEqual(shapeOf(recorded));
  expect(found.body.messages.records[0].MessageUpdate.map((update: any) => update.status)).toEqual([
    "SERVER_ACK",
    "DELIVERY_ACK",
    "READ",
    "DELETED",
  ]);
});

test("messages are found page by page, the newest first", async () => {
  for (const text of ["one", "two", "three"])
    await phone.call("POST", "/message/sendText", { number: "5511988887777", text });
  const where = { key: { remoteJid: contact } };
  const first = await phone.call("POST", "/chat/findMessages", { where, page: 1, offset: 2 });
  const second = await phone.call("POST", "/chat/findMessages", { where, page: 2, offset: 2 });
  expect(first.body.messages).toMatchObject({ total: 3, pages: 2, currentPage: 1 });
  const texts = [...first.body.messages.records, ...second.body.messages.records].map(
    (record: any) => record.message.conversation,
  );
  expect(texts).toEqual(["three", "two", "one"]);
});

test("chats, contacts and statuses are found in the recorded shapes", async () => {
  await phone.call("POST", "/message/sendText", { number: "5511988887777", text: "hello" });
  await phone.pass(2_000);
  const where = { remoteJid: contact };
  const chats = await phone.call("POST", "/chat/findChats", { where });
  const recordedChats = (await recording("evolution.findChats")).response.body as Record<string, any>[];
  expect(Object.keys(chats.body[0])).toEqual(Object.keys(recordedChats[0]!));
  expect(Object.keys(chats.body[0].lastMessage)).toEqual(Object.keys(recordedChats[0]!.lastMessage));
  expect(chats.body[0].unreadCount).toBe(1);
  const contacts = await phone.call("POST", "/chat/findContacts", { where });
  const recordedContact = ((await recording("evolution.findContacts.where")).response.body as object[])[0]!;
  expect(shapeOf(contacts.body[0])).toEqual({ ...(shapeOf(recordedContact) as object), profilePicUrl: "null" });
  const statuses = await phone.call("POST", "/chat/findStatusMessage", { where });
  expect(shapeOf(statuses.body)).toEqual(shapeOf((await recording("wa.findStatusMessage")).response.body));
  const chat = await phone.call("GET", "/chat/findChatByRemoteJid", undefined, phone.token, `?remoteJid=${contact}`);
  expect(shapeOf(chat.body)).toEqual(shapeOf((await recording("evolution.findChatByRemoteJid")).response.body));
  expect(chat.body.unreadMessages).toBe(1);
  await phone.call("POST", "/chat/markMessageAsRead", {
    readMessages: [{ id: "x", fromMe: false, remoteJid: contact }],
  });
  expect((await phone.call("POST", "/chat/findChats", {})).body[0].unreadCount).toBe(0);
});

test("what clients put into a filter beside the address neither filters nor fails", async () => {
  await phone.call("POST", "/message/sendText", { number: "5511988887777", text: "hello" });
  await phone.pass(2_000);
  expect((await phone.call("POST", "/chat/findContacts", { where: { id: "ignored" } })).body).toHaveLength(1);
  expect(
    (await phone.call("POST", "/chat/findChats", { where: { id: "ignored" }, page: 1, offset: 10 })).body,
  ).toHaveLength(1);
  const status = { where: { instanceId: phone.name, keyId: "ignored" } };
  expect((await phone.call("POST", "/chat/findStatusMessage", status)).body).toHaveLength(3);
});

test("a file that was sent is given back, from base64 and from a form alike", async () => {
  const body = { number: "5511988887777", mediatype: "image", fileName: "dot.png", media: onePixel, caption: "c" };
  const sent = await phone.call("POST", "/message/sendMedia", body);
  expect(sent.body.message.imageMessage).toMatchObject({ mimetype: "image/png", height: 1, width: 1 });
  const { key } = sent.body;
  const file = await phone.call("POST", "/chat/getBase64FromMediaMessage", { message: { key } });
  expect(file).toMatchObject({
    status: 201,
    body: { base64: onePixel, mimetype: "image/png", mediaType: "imageMessage", buffer: null },
  });
  const form = new FormData();
  form.set("number", "5511988887777");
  form.set(
    "file",
    new File([Uint8Array.from(atob(onePixel), (letter) => letter.charCodeAt(0))], "a.mp3", { type: "audio/mpeg" }),
  );
  const audio = await phone.call("POST", "/message/sendWhatsAppAudio", form);
  expect(audio.body.messageType).toBe("audioMessage");
  const back = await phone.call("POST", "/chat/getBase64FromMediaMessage", { message: { key: audio.body.key } });
  expect(back.body.base64).toBe(onePixel);
  const byUrl = await phone.call("POST", "/message/sendMedia", { ...body, media: "https://files.example/x.png" });
  expect(byUrl.status).toBe(201);
});

test("every kind that upstream can send is sent and announced as it was answered", async () => {
  const number = "5511988887777";
  const bodies: Record<string, object> = {
    sendText: { number, text: "x" },
    sendMedia: { number, mediatype: "video", media: "https://files.example/x.mp4" },
    sendPtv: { number, video: "https://files.example/x.mp4" },
    sendWhatsAppAudio: { number, audio: "https://files.example/x.ogg" },
    sendSticker: { number, sticker: onePixel },
    sendStatus: { type: "image", content: "https://files.example/x.png", statusJidList: [contact] },
    sendLocation: { number, latitude: 1, longitude: 2, name: "n", address: "a" },
    sendContact: {
      number,
      contact: [{ fullName: "Ana", phoneNumber: "+55 11 98888-7777", organization: "o", email: "a@b.c", url: "u" }],
    },
    sendReaction: { key: { id: "X", remoteJid: contact, fromMe: true }, reaction: "\u{1F44D}\u{1F3FD}" },
    sendPoll: { number, name: "q", selectableCount: 1, values: ["a", "b"] },
    sendButtons: { number, title: "t", buttons: [{ type: "url", displayText: "y", url: "https://example.com" }] },
  };
  for (const [kind, body] of Object.entries(bodies)) {
    const sent = await phone.call("POST", `/message/${kind}`, body);
    expect([kind, sent.status]).toEqual([kind, 201]);
    const [event] = await phone.heard();
    expect(event!.data).toEqual(sent.body);
  }
  const contactSample = (await recordedEvents("send.message")).find(
    ({ body }) => (body.data as any).messageType === "contactMessage",
  )!;
  const sent = await phone.call("POST", "/message/sendContact", bodies.sendContact);
  expect(shapeOf(sent.body)).toEqual(shapeOf(contactSample.body.data));
  expect(sent.body.message.contactMessage.vcard).toBe((contactSample.body.data as any).message.contactMessage.vcard);
});

test("a list fails on an open phone as it fails upstream", async () => {
  const body = {
    number: "5511988887777",
    title: "t",
    footerText: "f",
    buttonText: "b",
    sections: [{ title: "s", rows: [{ title: "r", rowId: "1" }] }],
  };
  const sent = await phone.call("POST", "/message/sendList", body);
  expect(sent).toMatchObject({
    status: 400,
    body: { response: { message: ["TypeError: this.isZero is not a function"] } },
  });
});

test("a phone keeps its last thousand messages", async () => {
  await runInDurableObject(phone.stub, ({ parts }: SandboxPhone) => {
    for (let at = 0; at < 1_005; at++)
      parts.messages.add({
        key: { id: `M${at}`, remoteJid: contact, fromMe: true },
        pushName: null,
        messageType: "conversation",
        message: { conversation: "x" },
        contextInfo: null,
        source: "web",
        messageTimestamp: at,
        status: null,
        media: null,
      });
    expect(parts.messages.count()).toBe(1_000);
    expect(parts.messages.byKeyId("M4")).toBeNull();
    expect(parts.messages.byKeyId("M5")).not.toBeNull();
  });
});
