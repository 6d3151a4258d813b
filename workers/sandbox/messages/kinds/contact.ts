import { jidOf, userOf } from "../../numbers";
import { contextOf, type Compose } from "../draft";

interface Card {
  fullName: string;
  phoneNumber: string;
  wuid?: string;
  organization?: string;
  email?: string;
  url?: string;
}

export const contact: Compose = (phone, body) => {
  const contextInfo = contextOf(phone, body);
  const cards = body.contact as Card[];
  const contacts = cards.map((card) => ({ displayName: card.fullName, vcard: vcard(card) }));
  const message =
    contacts.length === 1
      ? { contactMessage: { ...contacts[0], contextInfo } }
      : { contactsArrayMessage: { displayName: `${contacts.length} contacts`, contacts, contextInfo } };
  return { remoteJid: jidOf(String(body.number)), messageType: Object.keys(message)[0]!, message, contextInfo };
};

function vcard(card: Card): string {
  const waid = card.wuid ?? userOf(jidOf(card.phoneNumber));
  return [
    "BEGIN:VCARD",
    "VERSION:3.0",
    `N:${card.fullName}`,
    `FN:${card.fullName}`,
    ...(card.organization ? [`ORG:${card.organization};`] : []),
    ...(card.email ? [`EMAIL:${card.email}`] : []),
    ...(card.url ? [`URL:${card.url}`] : []),
    `item1.TEL;waid=${waid}:${card.phoneNumber}`,
    "item1.X-ABLabel:Celular",
    "END:VCARD",
  ].join("\n");
}
