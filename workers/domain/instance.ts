import * as z from "zod";
import type { Degraded } from "./health";
import type { InstanceState } from "./instance-state";
import type { OwnLimits } from "./own-limits";

export * from "./instance-state";

export const integrations = ["WHATSAPP-BAILEYS", "WHATSAPP-BUSINESS", "EVOLUTION", "SANDBOX"] as const;
export type Integration = (typeof integrations)[number];

/**
 * What a tenant may call an instance. Wider than an identifier, since Evolution takes any text and
 * people bring their names along, but without the characters that would break a path or a log line.
 */
export const instanceName = z
  .string({ error: "must be a string" })
  .min(1, "must not be empty")
  .max(100, "must be at most 100 characters")
  .regex(/^[\p{L}\p{M}\p{N} ._@+-]+$/u, "may hold letters, digits, spaces and . _ @ + - only")
  .refine((name) => name.trim() === name, "must not begin or end with a space")
  .refine((name) => !/^\.+$/.test(name), "must not consist of dots");

/** `<tenant>--<name>`: the name under which upstream knows a tenant's instance. */
export function upstreamName(tenantId: string, name: string): string {
  return `${tenantId}--${name}`;
}

/** Tenant and name of an upstream name. Tenant ids hold no hyphen, so the first `--` parts them. */
export function parseUpstreamName(text: string): { tenantId: string; name: string } | null {
  const at = text.indexOf("--");
  if (at < 1) return null;
  return { tenantId: text.slice(0, at), name: text.slice(at + 2) };
}

/** The settings of an instance, as `POST /settings/set` takes them. */
export const instanceSettings = z.object({
  rejectCall: z.boolean(),
  msgCall: z.string().max(1000).default(""),
  groupsIgnore: z.boolean(),
  alwaysOnline: z.boolean(),
  readMessages: z.boolean(),
  readStatus: z.boolean(),
  syncFullHistory: z.boolean(),
});
export type InstanceSettings = z.infer<typeof instanceSettings>;

/** Live knowledge about an instance, held by the tenant's hub. */
export interface InstanceStatus {
  state: InstanceState;
  /** The WhatsApp account, `5511…@s.whatsapp.net`, once it was open. */
  ownerJid: string | null;
  profileName: string | null;
  profilePictureUrl: string | null;
  /** Upstream's reason code of the last closing, such as 401 for "logged out on the phone". */
  disconnectionReasonCode: number | null;
  /** Milliseconds since 1970 of the last change of state. */
  changedAt: number;
  qr: QrCode | null;
}

export interface QrCode {
  /** The text in the picture. */
  code: string;
  /** `data:image/png;base64,…` */
  base64: string;
  pairingCode: string | null;
  /** Milliseconds since 1970 at which upstream showed it. */
  issuedAt: number;
  /** When it stops being accepted if nothing newer comes. */
  expiresAt: number;
}

/** How long WhatsApp accepts a QR code before upstream shows the next one. */
export const qrLifetimeMs = 45_000;

export interface InstanceSummary {
  id: string;
  name: string;
  integration: Integration;
  server: string;
  /** A simulated phone, which the console can scan, write to and disconnect. */
  sandbox: boolean;
  number: string | null;
  state: InstanceState;
  ownerJid: string | null;
  profileName: string | null;
  disconnectionReasonCode: number | null;
  /** Set while it says that it is connected and does not work. */
  degraded: Degraded | null;
  changedAt: number;
  createdAt: number;
}

export interface InstanceDetail extends InstanceSummary {
  qr: QrCode | null;
  profilePictureUrl: string | null;
  /** The instance's own API key: what Evolution calls its token or hash. */
  key: string;
  upstreamId: string | null;
  /** Its own budget and rate, beside the plan's. */
  limits: OwnLimits;
  usage: { messages: number };
}
