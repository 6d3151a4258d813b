import { expect, test } from "vitest";
import { isOnWhatsApp, jidOf } from "#workers/sandbox/numbers";

test.each([
  ["5511988887777", "5511988887777@s.whatsapp.net"],
  ["+55 (11) 98888-7777", "5511988887777@s.whatsapp.net"],
  // Areas from 31 on know a mobile number without its ninth digit.
  ["5531988887777", "553188887777@s.whatsapp.net"],
  ["5531968887777", "5531968887777@s.whatsapp.net"],
  ["5215512345678", "525512345678@s.whatsapp.net"],
  ["5491123456789", "541123456789@s.whatsapp.net"],
  ["62812345678901", "62812345678901@s.whatsapp.net"],
  ["5511988887777:12@s.whatsapp.net", "5511988887777@s.whatsapp.net"],
  ["123", "123@s.whatsapp.net"],
  ["abc", "@s.whatsapp.net"],
  ["120363000000000000", "120363000000000000@g.us"],
  ["120363000000000000@g.us", "120363000000000000@g.us"],
  ["status@broadcast", "status@broadcast"],
])("%s is the address %s", (number, jid) => {
  expect(jidOf(number)).toBe(jid);
});

test("who is on WhatsApp is decided by the last four digits", () => {
  expect(isOnWhatsApp(jidOf("5511988887777"))).toBe(true);
  expect(isOnWhatsApp(jidOf("5511988880000"))).toBe(false);
  expect(isOnWhatsApp("120363000000000000@g.us")).toBe(false);
});
