import { answer, refusal, type Answer } from "../answers";
import type { PhoneParts } from "../parts";
import type { Call } from "../routes/route";

const notMedia = "The message is not of the media type";

/** The file of a message, for clients that do not take it from the event. */
export function getBase64FromMediaMessage(phone: PhoneParts, { body }: Call): Answer {
  const keyId = (body.message as { key?: { id?: string } } | undefined)?.key?.id;
  const message = keyId ? phone.messages.byKeyId(keyId) : null;
  if (!message) return refusal(400, ["Message not found"]);
  // Upstream's own words for a text that came from someone.
  if (message.messageType === "conversation")
    return refusal(400, ["TypeError: Cannot read properties of null (reading 'ephemeralMessage')"]);
  const content = message.message?.[message.messageType] as Record<string, unknown> | undefined;
  if (!content?.directPath) return refusal(400, [notMedia]);
  if (!message.media)
    return refusal(400, [
      "The sandbox keeps no file for this message: it downloads nothing and keeps small files only",
    ]);
  return answer(201, {
    mediaType: message.messageType,
    fileName:
      (content.fileName as string | undefined) ?? `${message.key.id}.${String(content.mimetype).split(/[/;]/)[1]}`,
    caption: content.caption,
    size: { fileLength: content.fileLength, height: content.height, width: content.width },
    mimetype: content.mimetype,
    base64: message.media,
    buffer: null,
  });
}
