import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { FarEnds } from "./far-ends";

/** The far ends behind a port of this machine, for what runs in a process of its own. */
export async function startFarEnds(port = 0): Promise<FarEnds & { origin: string; close(): Promise<void> }> {
  const farEnds = new FarEnds();
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part));
    incoming.on("end", async () => {
      const { method = "GET", url = "/", headers } = incoming;
      const body = method === "GET" ? null : Buffer.concat(parts);
      const request = new Request(`http://${headers.host}${url}`, {
        method,
        headers: headers as Record<string, string>,
        body,
      });
      const response = await farEnds.answer(request);
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      const answered = (response.body ?? []) as unknown as AsyncIterable<Uint8Array>;
      for await (const part of answered) outgoing.write(part);
      outgoing.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: taken } = server.address() as AddressInfo;
  return Object.assign(farEnds, {
    origin: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
