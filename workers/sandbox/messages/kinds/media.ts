import { Buffer } from "node:buffer";
import { createHash, randomBytes } from "node:crypto";
import { refusal, type Answer } from "../../answers";
import { seconds } from "../../clock";
import { jidOf } from "../../numbers";
import type { PhoneParts } from "../../parts";
import { long } from "../bytes";
import { contextOf, type AttachedFile, type Compose, type Draft, type SendBody } from "../draft";
import { jpegThumbnail, pictureSize } from "./picture";

type MediaKind = "image" | "document" | "video" | "audio" | "ptv" | "sticker";

const usualTypes: Record<MediaKind, string> = {
  image: "image/jpeg",
  document: "application/octet-stream",
  video: "video/mp4",
  audio: "audio/ogg; codecs=opus",
  ptv: "video/mp4",
  sticker: "image/webp",
};

const typesByEnding: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  pdf: "application/pdf",
  txt: "text/plain",
  csv: "text/csv",
  mp4: "video/mp4",
  mp3: "audio/mpeg",
  ogg: "audio/ogg; codecs=opus",
};

export const media: Compose = (phone, body, file) => {
  const kind = body.mediatype as MediaKind;
  if (kind === "document" && !file && isBase64(body.media) && !body.fileName)
    return refusal(400, ["For base64 the file name must be informed."]);
  return compose(phone, body, file ?? body.media, kind);
};

export const videoNote: Compose = (phone, body, file) => compose(phone, body, file ?? body.video, "ptv");
export const voiceNote: Compose = (phone, body, file) =>
  compose(phone, { ...body, ptt: true }, file ?? body.audio, "audio");
export const sticker: Compose = (phone, body, file) => compose(phone, body, file ?? body.sticker, "sticker");

function compose(phone: PhoneParts, body: SendBody, source: unknown, kind: MediaKind): Draft | Answer {
  const content = contentOf(source);
  if (!content) return refusal(400, ["Owned media must be a url or base64"]);
  const contextInfo = contextOf(phone, body);
  const messageType = `${kind}Message`;
  const fields = { ...mediaFields(phone, body, content, kind), contextInfo };
  return {
    remoteJid: jidOf(String(body.number)),
    messageType,
    message: { [messageType]: fields },
    contextInfo,
    media: content.bytes && Buffer.from(content.bytes).toString("base64"),
  };
}

/** What is known of the file. The sandbox fetches nothing, so behind a URL there are no bytes. */
interface Content {
  bytes: Uint8Array | null;
  name: string | null;
  type: string | null;
}

function contentOf(source: unknown): Content | null {
  if (typeof source === "object" && source !== null) {
    const { bytes, name, type } = source as AttachedFile;
    return { bytes, name, type };
  }
  if (isUrl(source)) return { bytes: null, name: new URL(source).pathname.split("/").at(-1) || null, type: null };
  if (isBase64(source)) return { bytes: new Uint8Array(Buffer.from(source, "base64")), name: null, type: null };
  return null;
}

function isUrl(source: unknown): source is string {
  return typeof source === "string" && /^https?:\/\//.test(source) && URL.canParse(source);
}

function isBase64(source: unknown): source is string {
  return typeof source === "string" && source.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(source);
}

/** The message as WhatsApp holds it: where the encrypted file lies and what it is. */
function mediaFields(phone: PhoneParts, body: SendBody, content: Content, kind: MediaKind): Record<string, unknown> {
  const bytes = content.bytes ?? new Uint8Array();
  const fileName = (body.fileName as string | undefined) ?? content.name ?? undefined;
  const path = `/v/t62/${randomBytes(8).toString("hex")}.enc`;
  const common = {
    url: `https://mmg.whatsapp.net${path}`,
    mimetype: mimetypeOf(body, content, fileName, kind),
    fileSha256: sha256(bytes),
    fileLength: long(bytes.length, true),
    mediaKey: new Uint8Array(randomBytes(32)),
    fileEncSha256: sha256(bytes, path),
    directPath: path,
    mediaKeyTimestamp: long(seconds(phone.clock.now())),
  };
  const caption = body.caption as string | undefined;
  switch (kind) {
    case "image":
      return {
        interactiveAnnotations: [],
        scanLengths: [],
        annotations: [],
        ...common,
        caption,
        ...pictureSize(bytes),
        jpegThumbnail: jpegThumbnail(),
      };
    case "video":
    case "ptv":
      return {
        interactiveAnnotations: [],
        annotations: [],
        ...common,
        caption,
        seconds: 0,
        jpegThumbnail: jpegThumbnail(),
      };
    case "audio":
      return { ...common, seconds: 0, ptt: body.ptt === true };
    case "document":
      return { ...common, fileName, caption };
    case "sticker":
      return common;
  }
}

function mimetypeOf(body: SendBody, content: Content, fileName: string | undefined, kind: MediaKind): string {
  // Upstream turns every sticker and every voice note into the one format that WhatsApp plays.
  if (kind === "sticker" || body.ptt === true) return usualTypes[kind];
  const ending = fileName?.split(".").at(-1)?.toLowerCase() ?? "";
  return (body.mimetype as string | undefined) ?? content.type ?? typesByEnding[ending] ?? usualTypes[kind];
}

function sha256(bytes: Uint8Array, salt = ""): Uint8Array {
  return new Uint8Array(createHash("sha256").update(salt).update(bytes).digest());
}
