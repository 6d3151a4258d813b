import { Buffer } from "node:buffer";
import type { StoredMessage } from "../messages/store";
import type { PhoneParts } from "../parts";
import { isAudio } from "./content";
import { openaiUrl } from "./openai/client";
import { parsed } from "./far-end";
import type { Talk } from "./talk";

/** The language that the simulated server tells the recognizer. */
const language = "en";

/** What the contact said, a voice message in words where that was possible. */
export async function heard({ phone, task, message }: Talk): Promise<string> {
  if (!isAudio(task.content) || !message) return task.content;
  const words = await transcribe(phone, message);
  return words ? `[audio] ${words}` : task.content;
}

/** Puts a voice message into words, with the credentials of OpenAI's settings; null where that fails. */
export async function transcribe(phone: PhoneParts, { media }: Pick<StoredMessage, "media">): Promise<string | null> {
  const credentialId = phone.bots.settings("openai")?.openaiCredsId;
  const credential = typeof credentialId === "string" ? phone.bots.credential(credentialId) : null;
  if (!credential || !media) return null;
  const form = new FormData();
  form.append("file", new Blob([Buffer.from(media, "base64")], { type: "audio/ogg" }), "audio.ogg");
  form.append("model", "whisper-1");
  form.append("language", language);
  try {
    const { status, text } = await phone.farEnd.call(`${openaiUrl(phone)}/audio/transcriptions`, {
      method: "POST",
      headers: { authorization: `Bearer ${credential.apiKey}`, "user-agent": "axios/1.12.2" },
      body: form,
    });
    const answer = parsed(text) as { text?: unknown } | null;
    return status === 200 && typeof answer?.text === "string" && answer.text ? answer.text : null;
  } catch {
    return null;
  }
}
