import type { InstanceState, QrCode } from "./instance";

/**
 * What the server says on `/live`. Frames are hints: a page that was away reads the truth
 * from its loader, and `sequence` tells whether it missed an event.
 */
export type LiveFrame =
  | { type: "hello"; tenantId: string; sequence: number }
  | {
      type: "state";
      instanceId: string;
      instance: string;
      state: InstanceState;
      ownerJid: string | null;
      profileName: string | null;
      disconnectionReasonCode: number | null;
      at: number;
    }
  | { type: "qr"; instanceId: string; instance: string; qr: QrCode | null; at: number }
  | {
      type: "event";
      sequence: number;
      id: string;
      event: string;
      /** Null for what is about the whole account. */
      instance: string | null;
      at: number;
      /** Upstream's `data`, or null where it was too large for a frame. */
      data: unknown;
    }
  /** The request log has grown; told at most once a second. */
  | { type: "requests" }
  /** Instances, keys, bots or the plan changed: read the loader again. */
  | { type: "changed"; what: "instances" | "keys" | "plan" | "bots" };

/** Sent by the client, answered with `livePong` without waking the Object. */
export const livePing = "ping";
export const livePong = "pong";
