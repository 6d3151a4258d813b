import type { Behaviour, Say } from "./turns";

/** How long upstream "writes" at least and at most, whatever the pace. */
const writingMs = { least: 1_000, most: 20_000 };

/** What it waits before every message when the bot says nothing or zero. */
const usualDelayMs = 1_000;

type Pace = Pick<Behaviour, "delayMessage"> & Partial<Pick<Behaviour, "splitMessages" | "timePerChar">>;

/**
 * A bot's text as messages. Links to files become the files, with the link's words as caption; other
 * links stay in the text. With `splitMessages` every paragraph is a message of its own.
 */
export function spoken(remoteJid: string, text: unknown, pace: Pace): Say[] {
  if (typeof text !== "string" || text === "") return [];
  const says: Say[] = [];
  let pending = "";
  let from = 0;
  const flush = (): void => {
    const paragraphs = pace.splitMessages ? pending.trim().split("\n\n") : [pending.trim()];
    for (const paragraph of paragraphs) if (paragraph.trim()) says.push(written(remoteJid, paragraph, pace));
    pending = "";
  };
  for (const link of text.matchAll(/!?\[(.*?)\]\((.*?)\)/g)) {
    const [whole, caption = "", url = ""] = link;
    pending += text.slice(from, link.index);
    from = link.index + whole.length;
    const file = fileType(url);
    if (!file) pending += whole;
    else {
      flush();
      says.push(shown(remoteJid, file, url, pace, caption));
    }
  }
  pending += text.slice(from);
  flush();
  return says;
}

/** A text, after the time that it takes to write. */
export function written(remoteJid: string, text: string, pace: Pace): Say {
  const writing = Math.min(Math.max(text.length * (pace.timePerChar ?? 0), writingMs.least), writingMs.most);
  return {
    afterMs: writing + delayOf(pace),
    route: "sendText",
    body: { number: numberOf(remoteJid), text, linkPreview: true },
  };
}

/** A text that is sent without being written first. */
export function blurted(remoteJid: string, text: string, pace: Pace, linkPreview: unknown): Say {
  return {
    afterMs: delayOf(pace),
    route: "sendText",
    body: { number: numberOf(remoteJid), text, linkPreview },
  };
}

export type FileType = "image" | "audio" | "video" | "document";

/** A file by its address. */
export function shown(remoteJid: string, type: FileType, url: string, pace: Pace, caption?: string): Say {
  const number = numberOf(remoteJid);
  const afterMs = delayOf(pace);
  if (type === "audio") return { afterMs, route: "sendWhatsAppAudio", body: { number, audio: url } };
  const fileName = type === "document" ? caption || "document" : undefined;
  return { afterMs, route: "sendMedia", body: { number, mediatype: type, media: url, caption, fileName } };
}

const endings: Record<FileType, readonly string[]> = {
  image: ["jpg", "jpeg", "png", "gif", "bmp", "webp"],
  audio: ["mp3", "wav", "aac", "ogg"],
  video: ["mp4", "avi", "mkv", "mov"],
  document: ["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt"],
};

function fileType(url: string): FileType | null {
  const ending = url.split(".").at(-1)!.toLowerCase();
  return (Object.keys(endings) as FileType[]).find((type) => endings[type].includes(ending)) ?? null;
}

function delayOf({ delayMessage }: Pace): number {
  return delayMessage || usualDelayMs;
}

export function numberOf(remoteJid: string): string {
  return remoteJid.includes("@lid") ? remoteJid : remoteJid.split("@")[0]!;
}
