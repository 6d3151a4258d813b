import type { InstanceState, QrCode } from "./instance";

/**
 * What the server says on `/live`. Events are numbered, come in order and leave none out. The other
 * frames are hints: a page that was away reads the truth from its loader.
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
      /** Found in upstream's history afterwards. */
      recovered?: boolean;
      /** Upstream's `data`, or null where it was too large for a frame. */
      data: unknown;
    }
  /** The request log has grown; told at most once a second. */
  | { type: "requests" }
  /** What is listened to from now on. `oldest` is the first number that the log still holds. */
  | {
      type: "subscribed";
      instances: string[] | null;
      types: string[] | null;
      after: number;
      oldest: number;
      sequence: number;
    }
  /** What was asked for with `after` is here; from this number on events come as they happen. */
  | { type: "caught_up"; sequence: number }
  /** Nothing more is sent before what came is acknowledged; then it goes on after this number by itself. */
  | { type: "paused"; after: number }
  /** Instances, keys, bots or the plan changed: read the loader again. */
  | { type: "changed"; what: "instances" | "keys" | "plan" | "bots" | "endpoints" };

/** Sent by the client, answered with `livePong` without waking the Object. */
export const livePing = "ping";
export const livePong = "pong";

/** The subprotocol of programs, and what stands before a key that is sent as one. */
export const liveProtocol = "zapin.v1";
export const liveKeyProtocol = "zapin.key.";

/** Why a socket was closed. The guide prints them; a reason has room for 123 bytes. */
export const liveCloses = {
  dashboards: { code: 4008, reason: "Too many open dashboards: the oldest was closed." },
  binary: { code: 1003, reason: "Send text that holds JSON." },
  tooLarge: { code: 1009, reason: "A message may hold at most 16 KB." },
  failed: { code: 1013, reason: "The log could not be read. Connect again, and go on with `after`." },
  badMessage: { code: 4400, reason: "The message is not understood." },
  unauthenticated: { code: 4401, reason: "The key is not valid: unknown, revoked or expired." },
  signedOut: { code: 4401, reason: "The session has ended. Sign in again." },
  silent: { code: 4401, reason: "Send your key within 10 seconds." },
  forbidden: { code: 4403, reason: "The key may not read events." },
  suspended: { code: 4403, reason: "The account is suspended." },
  network: { code: 4403, reason: "The key does not work from this network." },
  slow: { code: 4408, reason: "Nothing was acknowledged for a minute. Connect again, and go on with `after`." },
  flood: { code: 4429, reason: "Too many messages: at most 10 a second, and one for each event." },
  rate: { code: 4429, reason: "Too many requests in this minute." },
  crowded: { code: 4429, reason: "The plan has no room for another socket." },
} as const satisfies Record<string, LiveClose>;

export interface LiveClose {
  code: number;
  reason: string;
}

/** A program that opened a socket has this long to say who it is. */
export const liveAuthenticateWithinMs = 10_000;
/** Longer messages of a client are not read. */
export const liveMessageCharacters = 16 * 1024;
/** Whoever is paused for this long reads nothing. */
export const livePausedForMs = 60_000;
