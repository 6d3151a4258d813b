import type { EventName } from "#workers/domain/event";
import { m } from "#workers/i18n/paraglide/messages";

/** Evolution's 31 events by what they are about. A test holds that none is missing. */
export const eventGroups: { label: () => string; events: EventName[] }[] = [
  {
    label: m.instances_events_messages,
    events: [
      "MESSAGES_UPSERT",
      "MESSAGES_UPDATE",
      "MESSAGES_EDITED",
      "MESSAGES_DELETE",
      "MESSAGES_SET",
      "SEND_MESSAGE",
      "SEND_MESSAGE_UPDATE",
    ],
  },
  {
    label: m.instances_events_connection,
    events: [
      "CONNECTION_UPDATE",
      "QRCODE_UPDATED",
      "STATUS_INSTANCE",
      "LOGOUT_INSTANCE",
      "REMOVE_INSTANCE",
      "INSTANCE_CREATE",
      "INSTANCE_DELETE",
      "APPLICATION_STARTUP",
    ],
  },
  {
    label: m.instances_events_chats,
    events: [
      "CHATS_SET",
      "CHATS_UPSERT",
      "CHATS_UPDATE",
      "CHATS_DELETE",
      "CONTACTS_SET",
      "CONTACTS_UPSERT",
      "CONTACTS_UPDATE",
      "PRESENCE_UPDATE",
    ],
  },
  { label: m.instances_events_groups, events: ["GROUPS_UPSERT", "GROUP_UPDATE", "GROUP_PARTICIPANTS_UPDATE"] },
  { label: m.instances_events_labels, events: ["LABELS_EDIT", "LABELS_ASSOCIATION", "CALL"] },
  { label: m.instances_events_bots, events: ["TYPEBOT_START", "TYPEBOT_CHANGE_STATUS"] },
];
