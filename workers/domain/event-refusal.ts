/** Why an event of the WhatsApp server could not be kept, with what its sender and the tenant are told. */
export const eventRefusals = {
  too_large: { status: 413, text: "The event is larger than 150 MB." },
  too_deep: { status: 400, text: "The event is nested too deeply." },
  no_json: { status: 400, text: "The body is not JSON." },
  no_event: { status: 400, text: "The body is not an event: `event` and `instance` must come first, then `data`." },
  other_instance: { status: 400, text: "The event is of another instance than its address." },
} as const;

export type EventRefusal = keyof typeof eventRefusals;

/** A hook's body may be as large as that. The media of a message that upstream takes come back as base64 with it. */
export const largestEventBytes = 150 * 1024 * 1024;
