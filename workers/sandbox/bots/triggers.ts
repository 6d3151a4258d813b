import type { Row } from "./columns";

/** Keyword operators in the order in which upstream looks for them: the first that fits wins. */
export const operators = {
  equals: (content: string, value: string) => content === value,
  regex: (content: string, value: string) => new RegExp(value).test(content),
  startsWith: (content: string, value: string) => content.startsWith(value),
  endsWith: (content: string, value: string) => content.endsWith(value),
  contains: (content: string, value: string) => content.includes(value),
};

/**
 * Which bot of a kind a first message is for. "none" triggers like "all", as upstream has it; an
 * expression that is not one fails the search, and nobody answers.
 */
export function triggered(bots: readonly Row[], content: string): Row | null {
  const enabled = bots.filter((bot) => bot.enabled === true);
  const always = enabled.find((bot) => bot.triggerType === "all" || bot.triggerType === "none");
  if (always) return always;
  const advanced = enabled.find(
    (bot) => bot.triggerType === "advanced" && fitsAdvanced(content, String(bot.triggerValue)),
  );
  if (advanced) return advanced;
  for (const [operator, fits] of Object.entries(operators)) {
    const found = enabled.find(
      (bot) =>
        bot.triggerType === "keyword" && bot.triggerOperator === operator && fits(content, String(bot.triggerValue)),
    );
    if (found) return found;
  }
  return null;
}

/**
 * An advanced trigger: words such as `contains:price,cost notcontains:refund`. Each operator must hold;
 * of several with the same operator one is enough, and within one every value that a comma separates.
 */
export function fitsAdvanced(content: string, query: string): boolean {
  const filters = new Map<string, string[]>();
  for (const word of query.split(" ")) {
    const [operator = "", ...values] = word.split(":");
    filters.set(operator, [...(filters.get(operator) ?? []), values.join(":")]);
  }
  const said = plain(content);
  return [...filters].every(([operator, values]) =>
    values.some((value) => value.split(",").every((part) => holds(operator.toLowerCase(), said, plain(part)))),
  );
}

function holds(operator: string, said: string, value: string): boolean {
  switch (operator) {
    case "contains":
      return said.includes(value);
    case "notcontains":
      return !said.includes(value);
    case "startswith":
      return said.startsWith(value);
    case "endswith":
      return said.endsWith(value);
    case "exact":
      return said === value;
    default:
      return false;
  }
}

/** Without accents and capitals. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

/** Whether the settings of a kind leave this contact alone: by address, or with all persons or all groups. */
export function isIgnored(ignoreJids: unknown, remoteJid: string): boolean {
  if (!Array.isArray(ignoreJids)) return false;
  return ignoreJids.some(
    (ignored) =>
      ignored === remoteJid || ((ignored === "@g.us" || ignored === "@s.whatsapp.net") && remoteJid.endsWith(ignored)),
  );
}
