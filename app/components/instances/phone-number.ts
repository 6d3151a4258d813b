/** `5511999999999@s.whatsapp.net` or `5511999999999` → `+5511999999999`; a group's or an unknown id stays as it is. */
export function phoneNumber(jid: string | null | undefined): string | null {
  if (!jid) return null;
  const [user = "", host] = jid.split("@");
  // A jid may carry a device, `5511…:12@s.whatsapp.net`, which nobody dials.
  const digits = user.split(":")[0] ?? "";
  if (host && host !== "s.whatsapp.net" && host !== "c.us") return jid;
  return /^\d+$/.test(digits) ? `+${digits}` : jid;
}
