import { createServer } from "node:http";

const sent = JSON.stringify({
  key: { remoteJid: "5511999999999@s.whatsapp.net", fromMe: true, id: "BAE594145F4C59B4" },
  message: { conversation: "hello" },
  messageTimestamp: 1717689097,
  status: "PENDING",
});

/** A stub upstream that answers every send at once: what is left is the gateway's own cost. */
export function startUpstream() {
  const server = createServer((request, response) => {
    if (!request.url.startsWith("/instance/create")) {
      request.resume();
      request.on("end", () => {
        response.writeHead(201, { "content-type": "application/json", "content-length": sent.length });
        response.end(sent);
      });
      return;
    }
    let text = "";
    request.on("data", (part) => (text += part));
    request.on("end", () => {
      const { instanceName, token } = JSON.parse(text);
      response.writeHead(201, { "content-type": "application/json" });
      response.end(
        JSON.stringify({ instance: { instanceName, instanceId: "bench", status: "close" }, hash: token, settings: {} }),
      );
    });
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve({ url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() }),
    ),
  );
}
