/** `Zapin <no-reply@example.com>` or a bare address, in the form that the mail binding takes. */
export function parseAddress(text: string): { email: string; name: string } {
  const match = /^\s*(.*?)\s*<([^<>\s]+)>\s*$/.exec(text);
  if (!match) return { email: text.trim(), name: "Zapin" };
  const [, name = "", email = ""] = match;
  return { email, name: name.replace(/^"|"$/g, "") || "Zapin" };
}
