import { beforeEach, expect, test } from "vitest";
import { recordedEvents, recording, shapeOf } from "../../support/recordings";
import { listen, PhoneInHand } from "./phone-in-hand";

const owner = "5511912345678@s.whatsapp.net";
const ana = "5511988887777@s.whatsapp.net";
const bia = "5521977776666@s.whatsapp.net";

let count = 0;
let phone: PhoneInHand;
let groupJid: string;

beforeEach(async () => {
  listen();
  phone = await new PhoneInHand(`tenant--groups-${count++}`).open();
  const { request, response } = await recording("wa.group.create");
  const made = await phone.call("POST", "/group/create", request.body);
  expect({ status: made.status, body: shapeOf(made.body) }).toEqual({
    status: response.status,
    body: shapeOf(response.body),
  });
  groupJid = made.body.id;
  expect((await phone.heard()).map(({ event }) => event)).toEqual(["groups.upsert"]);
});

test("a new group is found by itself and in the list, with its people where they are asked for", async () => {
  const participants = [
    { id: owner, admin: "superadmin" },
    { id: ana, admin: null },
  ];
  const found = await on("GET", "findGroupInfos");
  expect(found.body).toMatchObject({ id: groupJid, subject: "Novo", desc: "d", size: 2, owner, participants });
  expect(shapeOf(found.body)).toEqual(shapeOf((await recording("wa.group.findGroupInfos")).response.body));
  const all = async (people: boolean) =>
    (await phone.call("GET", "/group/fetchAllGroups", undefined, phone.token, `?getParticipants=${people}`)).body;
  expect(await all(true)).toEqual([found.body]);
  expect((await all(false))[0]).not.toHaveProperty("participants");
  expect((await on("GET", "participants")).body.participants).toMatchObject(participants);
});

test("people come, rise and go, and every change is told as recorded", async () => {
  const added = await on("POST", "updateParticipant", { action: "add", participants: ["5521977776666"] });
  expect(added).toEqual({
    status: 201,
    body: (await recording("wa.group.updateParticipant.add")).response.body,
  });
  const [told] = await phone.heard();
  const [sample] = await recordedEvents("group-participants.update");
  expect(shapeOf(told!.data)).toEqual(shapeOf(sample!.body.data));
  expect(told!.data).toEqual({
    id: groupJid,
    author: owner,
    participants: [{ id: bia, admin: null }],
    action: "add",
  });
  const statusOf = async (action: string, number: string) =>
    (await on("POST", "updateParticipant", { action, participants: [number] })).body.updateParticipants[0].status;
  expect(await statusOf("add", "5521977776666")).toBe("409");
  expect(await statusOf("promote", "5521977776666")).toBe("200");
  expect((await on("GET", "findGroupInfos")).body.participants).toContainEqual({ id: bia, admin: "admin" });
  expect(await statusOf("remove", "5521977776666")).toBe("200");
  expect(await statusOf("remove", "5521977776666")).toBe("404");
  expect(await statusOf("add", "5511988880000")).toBe("404");
});

test("facts change and stay changed", async () => {
  const updated = { status: 201, body: { update: "success" } };
  expect(await on("POST", "updateGroupSubject", { subject: "Clientes VIP" })).toEqual(updated);
  expect(await on("POST", "updateGroupDescription", { description: "vip" })).toEqual(updated);
  expect(await on("POST", "updateGroupPicture", { image: "https://example.com/x.png" })).toEqual(updated);
  expect(await on("POST", "updateSetting", { action: "announcement" })).toEqual({ status: 201, body: {} });
  expect(await on("POST", "updateSetting", { action: "locked" })).toEqual({ status: 201, body: {} });
  expect(await on("POST", "toggleEphemeral", { expiration: 86_400 })).toEqual({ status: 201, body: { success: true } });
  expect((await on("GET", "findGroupInfos")).body).toMatchObject({
    subject: "Clientes VIP",
    desc: "vip",
    pictureUrl: "https://example.com/x.png",
    announce: true,
    restrict: true,
  });
});

test("an invitation opens the group until its code is revoked", async () => {
  const { inviteCode, inviteUrl } = (await on("GET", "inviteCode")).body;
  expect(inviteUrl).toBe(`https://chat.whatsapp.com/${inviteCode}`);
  expect(inviteCode).toMatch(/^[a-zA-Z0-9]{22}$/);
  const by = (verb: string) => phone.call("GET", `/group/${verb}`, undefined, phone.token, `?inviteCode=${inviteCode}`);
  expect((await by("inviteInfo")).body).toMatchObject({ id: groupJid, subject: "Novo" });
  expect((await by("acceptInviteCode")).body).toEqual({ accepted: true, groupJid });
  expect(await on("POST", "sendInvite", { description: "come", numbers: ["5511988887777"] })).toEqual({
    status: 200,
    body: { send: true, inviteUrl },
  });
  const revoked = await on("POST", "revokeInviteCode");
  expect(revoked).toMatchObject({ status: 201, body: { revoked: true } });
  expect(await by("inviteInfo")).toMatchObject({
    status: 404,
    body: { response: { message: ["No invite info", inviteCode] } },
  });
});

test("a message to the group is acknowledged, and one of its people answers", async () => {
  const sent = await phone.call("POST", "/message/sendText", { number: groupJid, text: "oi" });
  expect(sent.body.key).toMatchObject({ remoteJid: groupJid, fromMe: true });
  await phone.pass(2_000);
  const heard = await phone.heard();
  const answer = heard.find(({ event }) => event === "messages.upsert")!.data as Record<string, unknown>;
  expect(answer).toMatchObject({
    key: { remoteJid: groupJid, fromMe: false, participant: ana },
    message: { conversation: "oi" },
  });
  expect(heard.find(({ event }) => event === "messages.update")!.data).toMatchObject({ remoteJid: groupJid });
});

test("someone writes in the group, unless the settings say that groups are ignored", async () => {
  const said = await phone.stub.receive({ group: groupJid, from: "5511988887777", text: "bom dia" });
  expect(said.ok).toBe(true);
  expect((await phone.heard()).map(({ event }) => event)).toContain("messages.upsert");
  const flags = {
    rejectCall: false,
    alwaysOnline: false,
    readMessages: false,
    readStatus: false,
    syncFullHistory: false,
  };
  await phone.call("POST", "/settings/set", { ...flags, groupsIgnore: true });
  await phone.stub.receive({ group: groupJid, from: "5511988887777", text: "bom dia" });
  expect(await phone.heard()).toEqual([]);
  expect(await phone.stub.receive({ group: "1@g.us", text: "x" })).toEqual({ ok: false, reason: "not_found" });
});

test("whoever leaves knows nothing of the group any more", async () => {
  expect(await on("DELETE", "leaveGroup")).toEqual({ status: 200, body: { groupJid, leave: true } });
  expect((await on("GET", "findGroupInfos")).status).toBe(404);
  expect((await phone.call("POST", "/message/sendText", { number: groupJid, text: "x" })).status).toBe(400);
});

test("a group that is not named is asked for", async () => {
  expect(await phone.call("GET", "/group/findGroupInfos")).toMatchObject({
    status: 400,
    body: { response: { message: ["The group id needs to be informed in the query", 'ex: "groupJid=120362@g.us"'] } },
  });
});

test("labels stick to a chat", async () => {
  const put = (action: string) =>
    phone.call("POST", "/label/handleLabel", { number: "5511988887777", labelId: "1", action });
  expect(await put("add")).toEqual({ status: 200, body: { numberJid: ana, labelId: "1", add: true } });
  const [told] = await phone.heard();
  expect(told).toMatchObject({ event: "labels.association", data: { type: "add", chatId: ana, labelId: "1" } });
  const labels = async () =>
    (await phone.call("GET", "/chat/findChatByRemoteJid", undefined, phone.token, `?remoteJid=${ana}`)).body.labels;
  expect(await labels()).toEqual(["1"]);
  await put("remove");
  expect(await labels()).toBeNull();
});

test("the profile keeps what was set, and a catalogue is empty", async () => {
  await phone.call("POST", "/chat/updateProfileStatus", { status: "open" });
  await phone.call("POST", "/chat/updateProfilePicture", { picture: "https://example.com/me.png" });
  const own = await phone.call("POST", "/chat/fetchProfile", { number: "5511912345678" });
  expect(own.body).toMatchObject({ picture: "https://example.com/me.png", status: { status: "open" } });
  expect((await phone.call("DELETE", "/chat/removeProfilePicture")).status).toBe(200);
  expect((await phone.call("DELETE", "/chat/removeProfilePicture")).status).toBe(500);
  expect((await phone.call("POST", "/business/getCatalog", { number: "5511988887777" })).body).toEqual({
    wuid: ana,
    numberExists: true,
    isBusiness: false,
    catalogLength: 0,
    catalog: [],
  });
});

async function on(method: string, verb: string, body?: unknown) {
  return phone.call(method, `/group/${verb}`, body, phone.token, `?groupJid=${groupJid}`);
}
