import { describe, expect, it } from "vitest";
import { feedLines, further } from "#app/components/instances/feed";

const sent = {
  sequence: 1,
  instance: "shop",
  type: "send.message",
  at: 1,
  data: {
    key: { remoteJid: "5511988887777@s.whatsapp.net", fromMe: true, id: "A" },
    status: "PENDING",
    message: { conversation: "hello" },
  },
};
const receipt = (sequence: number, status: string) => ({
  sequence,
  instance: "shop",
  type: "messages.update",
  at: sequence,
  data: { keyId: "A", status },
});

describe("feedLines", () => {
  it("moves a sent message along its receipts", () => {
    const lines = feedLines([sent, receipt(2, "SERVER_ACK"), receipt(3, "READ"), receipt(4, "DELIVERY_ACK")]);
    expect(lines).toEqual([
      {
        kind: "sent",
        id: "A",
        at: 1,
        sequence: 1,
        instance: "shop",
        peer: "5511988887777@s.whatsapp.net",
        text: "hello",
        status: "READ",
      },
    ]);
  });

  it("takes an event that came by log and by socket once, newest first", () => {
    const received = {
      sequence: 5,
      instance: "shop",
      type: "messages.upsert",
      at: 5,
      data: {
        key: { remoteJid: "5511977776666@s.whatsapp.net", fromMe: false, id: "B" },
        pushName: "Ana",
        message: { imageMessage: {} },
      },
    };
    const lines = feedLines([sent, received, received]);
    expect(lines.map((line) => line.kind)).toEqual(["received", "sent"]);
    expect(lines[0]).toMatchObject({ name: "Ana", text: null });
  });

  it("reads a change of the connection and hides the reason 200, which means none", () => {
    const change = (sequence: number, state: string, statusReason: number) => ({
      sequence,
      instance: "shop",
      type: "connection.update",
      at: 0,
      data: { state, statusReason },
    });
    expect(feedLines([change(1, "close", 401), change(2, "open", 200)])).toMatchObject([
      { kind: "connection", state: "open", reason: null },
      { kind: "connection", state: "close", reason: 401 },
    ]);
  });

  it("leaves out what is told besides each message", () => {
    const types = ["contacts.update", "chats.upsert", "presence.update", "qrcode.updated", "call"];
    const events = types.map((type, at) => ({ sequence: at + 1, instance: "shop", type, at, data: {} }));
    expect(feedLines(events)).toMatchObject([{ kind: "other", name: "CALL" }]);
  });

  it("survives data of any form", () => {
    for (const data of [null, undefined, "x", 3, [], { key: null }]) {
      expect(feedLines([{ sequence: 1, instance: "shop", type: "messages.upsert", at: 0, data }])).toHaveLength(1);
    }
  });
});

describe("further", () => {
  it("never goes back, and lets a failure end the way", () => {
    expect(further("READ", "SERVER_ACK")).toBe("READ");
    expect(further("SERVER_ACK", "DELIVERY_ACK")).toBe("DELIVERY_ACK");
    expect(further("PENDING", "ERROR")).toBe("ERROR");
    expect(further("ERROR", "READ")).toBe("ERROR");
  });
});
