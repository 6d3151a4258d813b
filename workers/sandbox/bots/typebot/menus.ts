import { numberOf } from "../say";
import type { Say } from "../turns";

/**
 * Flows write lists and buttons in marks of Evolution's own, such as `[buttons][title]…[reply]…`.
 * Null for a text that is only a text.
 */
export function menuIn(remoteJid: string, text: string): Say | null {
  if (text.includes("[list]")) return { afterMs: 0, route: "sendList", body: listOf(remoteJid, text) };
  if (text.includes("[buttons]")) return { afterMs: 0, route: "sendButtons", body: buttonsOf(remoteJid, text) };
  return null;
}

function listOf(remoteJid: string, text: string): Record<string, unknown> {
  const menu = between(text, "menu", "\\[\\/menu\\]") ?? "";
  return {
    number: numberOf(remoteJid),
    title: between(text, "title", "\\[description\\]") ?? "",
    description: between(text, "description", "\\[buttonText\\]") ?? "",
    buttonText: between(text, "buttonText", "\\[footerText\\]") ?? "",
    footerText: between(text, "footerText", "\\[menu\\]") ?? "",
    sections: parts(menu, "section").map((section) => ({
      title: field(section, "title"),
      rows: parts(section, "row").map((row) => ({
        title: field(row, "title"),
        description: field(row, "description"),
        rowId: field(row, "rowId"),
      })),
    })),
  };
}

const buttonMark = "\\[(?:reply|pix|copy|call|url)";

function buttonsOf(remoteJid: string, text: string): Record<string, unknown> {
  const buttons = Object.entries(buttonFields).flatMap(([type, names]) =>
    [...text.matchAll(new RegExp(`\\[${type}\\]([\\s\\S]*?)(?=${buttonMark}|$)`, "g"))].map(([, given = ""]) => ({
      type,
      ...Object.fromEntries(Object.entries(names).map(([name, written]) => [name, field(given, written)])),
    })),
  );
  return {
    number: numberOf(remoteJid),
    thumbnailUrl: between(text, "thumbnailUrl", "\\[title\\]"),
    title: between(text, "title", "\\[description\\]") ?? "",
    description: between(text, "description", "\\[footer\\]") ?? "",
    footer: between(text, "footer", buttonMark) ?? "",
    buttons,
  };
}

/** The fields of each kind of button, and the names under which flows write them. */
const buttonFields: Record<string, Record<string, string>> = {
  reply: { displayText: "displayText", id: "id" },
  pix: { currency: "currency", name: "name", keyType: "keyType", key: "key" },
  copy: { displayText: "displayText", copyCode: "copyCode" },
  call: { displayText: "displayText", phoneNumber: "phone" },
  url: { displayText: "displayText", url: "url" },
};

function between(text: string, mark: string, end: string): string | undefined {
  return new RegExp(`\\[${mark}\\]([\\s\\S]*?)(?=${end})`).exec(text)?.[1]?.trim();
}

function parts(text: string, mark: string): string[] {
  return text.match(new RegExp(`\\[${mark}\\][\\s\\S]*?(?=\\[${mark}\\]|\\[\\/${mark}\\]|$)`, "g")) ?? [];
}

function field(text: string, name: string): string | undefined {
  return new RegExp(`${name}: (.*?)(?:\\n|$)`).exec(text)?.[1]?.trim();
}
