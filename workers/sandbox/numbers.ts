/**
 * How Evolution turns what people write as a number into a WhatsApp address. The rules for
 * Brazil, Mexico and Argentina are its own: some numbers lose their mobile digit there.
 */
export function jidOf(number: string): string {
  const text = number.replace(/:\d+/, "");
  if (/@(g\.us|s\.whatsapp\.net|lid|newsletter|broadcast)/.test(text)) return text;
  const user = text.replace(/[\s+()]/g, "").split(/[:@]/)[0]!;
  if (user.includes("-") && user.length >= 24) return `${user.replace(/[^\d-]/g, "")}@g.us`;
  const digits = user.replace(/\D/g, "");
  if (digits.length >= 18) return `${digits}@g.us`;
  return `${brazilian(latin(digits))}@s.whatsapp.net`;
}

export function isGroup(jid: string): boolean {
  return jid.endsWith("@g.us");
}

/** Someone that can write back: neither a group nor the status list. */
export function isPerson(jid: string): boolean {
  return jid.endsWith("@s.whatsapp.net") || jid.endsWith("@lid");
}

/** The sandbox's rule for a number that is not on WhatsApp: it ends in 0000. */
export function isOnWhatsApp(jid: string): boolean {
  return isPerson(jid) && !userOf(jid).endsWith("0000");
}

export function userOf(jid: string): string {
  return jid.split("@")[0]!;
}

/** Mexico and Argentina: thirteen digits hold one too many after the country code. */
function latin(digits: string): string {
  const country = digits.slice(0, 2);
  return (country === "52" || country === "54") && digits.length === 13 ? country + digits.slice(3) : digits;
}

/** Brazil: outside the areas below 31, older mobile numbers are known without their ninth digit. */
function brazilian(digits: string): string {
  const match = /^55(\d{2})\d(\d{8})$/.exec(digits);
  if (!match) return digits;
  const [, area, rest] = match as unknown as [string, string, string];
  return Number(rest[0]) < 7 || Number(area) < 31 ? digits : `55${area}${rest}`;
}
