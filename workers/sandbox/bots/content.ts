import type { StoredMessage } from "../messages/store";

type Part = Record<string, unknown> | undefined;

const mediaTypes = ["audioMessage", "imageMessage", "videoMessage", "documentMessage"] as const;

/**
 * What a bot gets to read of a message. A file is named by its kind and the message's id, and by its
 * caption, with bars between; speech that was already put into words is those words.
 */
export function contentOf({ key, message }: Pick<StoredMessage, "key" | "message">): string | undefined {
  if (!message) return undefined;
  if (typeof message.conversation === "string") return message.conversation;
  const written = (message.extendedTextMessage as Part)?.text ?? (message.contactMessage as Part)?.displayName;
  if (written !== undefined) return String(written);
  const place = (message.locationMessage as Part)?.degreesLatitude;
  if (place !== undefined) return String(place);
  if (typeof message.speechToText === "string") return message.speechToText;
  for (const type of mediaTypes) {
    const media = message[type] as Part;
    if (media) return [type, key.id, ...(media.caption ? [String(media.caption)] : [])].join("|");
  }
  return undefined;
}

/** An image in what the contact said: its address and what was written under it. */
export function imageIn(content: string): { url: string; caption: string } | null {
  if (!content.includes("imageMessage")) return null;
  const [, address = "", caption] = content.split("|");
  return { url: address.split("?")[0]!, caption: caption || content };
}

export function isAudio(content: string): boolean {
  return content.includes("audioMessage");
}
