import { refusal } from "../../answers";
import type { Compose } from "../draft";
import { media } from "./media";

/** A status, which everyone (or those named) may see for a day. */
export const status: Compose = (phone, body, file) => {
  const type = String(body.type);
  if (!body.content && !file) return refusal(400, ["Content is required"]);
  const receivers = body.allContacts
    ? phone.book.contacts().map((contact) => contact.remoteJid)
    : (body.statusJidList as string[] | undefined);
  if (body.allContacts && !receivers?.length) return refusal(404, ["Contacts not found"]);
  if (!receivers?.length) return refusal(400, ["StatusJidList is required"]);
  if (type === "text") {
    if (!body.backgroundColor) return refusal(400, ["Background color is required"]);
    // Font 0 passes the schema and is refused here, as upstream does.
    if (!body.font) return refusal(400, ["Font is required"]);
    return {
      remoteJid: "status@broadcast",
      messageType: "conversation",
      message: { conversation: String(body.content) },
    };
  }
  const draft = media(
    phone,
    { mediatype: type, media: body.content, caption: body.caption, number: "status@broadcast" },
    file,
  );
  if (!("remoteJid" in draft)) return draft;
  return {
    remoteJid: draft.remoteJid,
    messageType: draft.messageType,
    message: draft.message,
    media: draft.media ?? null,
  };
};
