/** A piece of Typebot's rich text. */
export interface Element {
  type?: string;
  text?: string;
  url?: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  children?: Element[];
}

/** A text bubble in WhatsApp's marks, as Evolution writes it, oddities included. */
export function formatted(richText: readonly Element[]): string {
  const lines = richText.map((block) => `${(block.children ?? []).map(piece).join("")}\n`).join("");
  // Marks that meet cancel out: all pairs of stars, but only the first of the others.
  return lines.replace(/\*\*/g, "").replace("__", "").replace("~~", "").replace(/\n$/, "").replace(/\n$/, "");
}

function piece(element: Element): string {
  let text = element.text ?? "";
  // What stands inside a link is not looked at; its address follows below.
  if (element.type !== "a") text += (element.children ?? []).map(piece).join("");
  text = asBlock(element.type, text);
  const marks = `${element.bold ? "*" : ""}${element.italic ? "_" : ""}${element.underline ? "~" : ""}`;
  const marked = `${marks}${text}${[...marks].reverse().join("")}`;
  if (!element.url) return marked;
  return element.children?.[0]?.text ? `[${marked}]\n(${element.url})` : element.url;
}

function asBlock(type: string | undefined, text: string): string {
  switch (type) {
    case "p":
      return `${text.trim()}\n`;
    case "inline-variable":
      return text.trim();
    case "ol":
      return `\n${mapLines(text, (line, index) => `${index + 1}. ${line}`)}`;
    case "li":
      return mapLines(text, (line) => `  ${line}`);
    default:
      return text;
  }
}

function mapLines(text: string, map: (line: string, index: number) => string): string {
  return text
    .split("\n")
    .map((line, index) => (line ? map(line, index) : ""))
    .join("\n");
}
