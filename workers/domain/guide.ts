/** A guide under `/docs/guides`. Its text is a page; this is what lists say of it. */
export interface Guide {
  slug: string;
  title: string;
  lead: string;
}

export const guides: readonly Guide[] = [
  {
    slug: "move-from-evolution",
    title: "Move from Evolution in five minutes",
    lead: "Change the address and the key. What stays, what differs, and how to bring your instances along.",
  },
  { slug: "n8n", title: "n8n", lead: "The Evolution API node of n8n with zapin, and events that begin a workflow." },
  { slug: "sdks", title: "SDKs", lead: "Clients for Evolution in JavaScript, Python and PHP, pointed at zapin." },
  {
    slug: "webhooks",
    title: "Webhooks",
    lead: "Receive events, check their signature, and read again what you missed.",
  },
  {
    slug: "keys",
    title: "Keys and tokens",
    lead: "Live and sandbox keys, the form that secret scanners look for, and tokens of signed-in people.",
  },
  {
    slug: "live",
    title: "Live events",
    lead: "Every event as it happens over a WebSocket, in order, and from where you stopped.",
  },
  {
    slug: "limits",
    title: "Limits and quotas",
    lead: "What is counted, what every answer tells you, and what to do at a limit.",
  },
];

export function guideOf(slug: string): Guide {
  const guide = guides.find((known) => known.slug === slug);
  if (!guide) throw new Error(`There is no guide "${slug}".`);
  return guide;
}
