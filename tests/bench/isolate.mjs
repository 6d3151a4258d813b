/**
 * Looks at one Worker's isolate through workerd's inspector, so that whatever Miniflare runs beside it is left out.
 * Answers a function that runs work and says what the isolate held before it, and at most while it ran.
 */
export async function watchIsolate(miniflare, worker) {
  const inspector = String(await miniflare.getInspectorURL()).replace(/^ws/, "http");
  const targets = await (await fetch(new URL("/json", inspector))).json();
  const { webSocketDebuggerUrl } = targets.find(({ id }) => id === `core:user:${worker}`);
  const socket = new WebSocket(webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", () => reject(new Error("The inspector cannot be reached.")), { once: true });
  });
  let asked = 0;
  const waiting = new Map();
  socket.addEventListener("message", ({ data }) => {
    const { id, result } = JSON.parse(data);
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  const ask = (method) =>
    new Promise((resolve) => {
      waiting.set(++asked, resolve);
      socket.send(JSON.stringify({ id: asked, method }));
    });
  const megabytes = async () => {
    // The objects, and the buffers that they own.
    const { usedSize, backingStorageSize } = await ask("Runtime.getHeapUsage");
    return (usedSize + backingStorageSize) / 1024 / 1024;
  };
  const measured = async (work) => {
    const before = await megabytes();
    let peak = before;
    const over = new AbortController();
    const watching = (async () => {
      while (!over.signal.aborted) {
        peak = Math.max(peak, await megabytes());
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    const startedAt = Date.now();
    try {
      const done = await work();
      return { ...done, before, peak, ms: Date.now() - startedAt };
    } finally {
      over.abort();
      await watching;
    }
  };
  return { measured, close: () => socket.close() };
}
