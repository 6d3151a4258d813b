import type { Family } from "./family";
import { may, need } from "./field";

export const proxy: Family = {
  id: "proxy",
  title: "Proxies",
  lead: "The way that an instance takes to WhatsApp.",
  nouns: ["proxy"],
  operations: {
    "POST /proxy/set/:instance": {
      summary: "Set the proxy",
      text: "It is tried before it is kept.",
      status: 201,
      fields: [
        need("enabled", "boolean", "False forgets the proxy."),
        need("host", "string", "Its host.", { sample: "proxy.example.com" }),
        need("port", "string", "Its port, as a text.", { sample: "8080" }),
        need("protocol", "string", "How to talk to it.", { sample: "http" }),
        may("username", "string", "Its user."),
        may("password", "string", "Its password."),
      ],
      answer: "The proxy as it was stored.",
    },
    "GET /proxy/find/:instance": { summary: "Read the proxy", answer: "The proxy, or null." },
  },
};
