/** Evolution's 31 event names, as `webhook.events` takes them. */
export const eventNames = [
  "APPLICATION_STARTUP",
  "QRCODE_UPDATED",
  "MESSAGES_SET",
  "MESSAGES_UPSERT",
  "MESSAGES_EDITED",
  "MESSAGES_UPDATE",
  "MESSAGES_DELETE",
  "SEND_MESSAGE",
  "SEND_MESSAGE_UPDATE",
  "CONTACTS_SET",
  "CONTACTS_UPSERT",
  "CONTACTS_UPDATE",
  "PRESENCE_UPDATE",
  "CHATS_SET",
  "CHATS_UPSERT",
  "CHATS_UPDATE",
  "CHATS_DELETE",
  "GROUPS_UPSERT",
  "GROUP_UPDATE",
  "GROUP_PARTICIPANTS_UPDATE",
  "CONNECTION_UPDATE",
  "LABELS_EDIT",
  "LABELS_ASSOCIATION",
  "CALL",
  "TYPEBOT_START",
  "TYPEBOT_CHANGE_STATUS",
  "REMOVE_INSTANCE",
  "LOGOUT_INSTANCE",
  "INSTANCE_CREATE",
  "INSTANCE_DELETE",
  "STATUS_INSTANCE",
] as const;
export type EventName = (typeof eventNames)[number];

/** `messages.upsert` → `MESSAGES_UPSERT`: payloads and configuration spell events differently. */
export function eventNameOf(type: string): string {
  return type.replace(/[.-]/g, "_").toUpperCase();
}

/** Names whose payloads spell them with more than dots. */
const spelledApart: Readonly<Record<string, string>> = {
  GROUP_PARTICIPANTS_UPDATE: "group-participants.update",
  TYPEBOT_CHANGE_STATUS: "typebot.change-status",
};

/** `MESSAGES_UPSERT` → `messages.upsert`: as payloads and the log spell it. What is spelled so already stays. */
export function eventTypeOf(name: string): string {
  return spelledApart[name] ?? (/^[A-Z_]+$/.test(name) ? name.toLowerCase().replaceAll("_", ".") : name);
}

/** `messages.upsert` → `messages-upsert`: what `byEvents` adds to the address. */
export function eventPathOf(type: string): string {
  return eventNameOf(type).toLowerCase().replaceAll("_", "-");
}

export interface LoggedEvent {
  /** Position in the tenant's log, from 1, without gaps. */
  sequence: number;
  id: string;
  type: string;
  /** Null for what is about the whole account. */
  instance: string | null;
  /** Milliseconds since 1970 at which it was logged. */
  at: number;
  /** Upstream never told it: it was found in upstream's history afterwards. */
  recovered: boolean;
  /** Evolution's envelope, in the tenant's own names. */
  body: unknown;
  /** Set where `data` is too large for a list: there it is null, and `GET /api/events/<sequence>` has it whole. */
  dataBytes?: number;
}

/** Evolution's own webhook of one instance. */
export interface InstanceWebhook {
  enabled: boolean;
  url: string;
  events: string[];
  byEvents: boolean;
  base64: boolean;
  headers: Record<string, string>;
}
