import type { Recording } from "#tests/support/recordings";
import { number } from "./pair";
import type { Random } from "./random";

/** Bodies that real clients sent, by route: what the hostile ones are made from. */
export interface Samples {
  of(path: string, random: Random): unknown;
}

const recordings = import.meta.glob<Recording>("../../fixtures/evolution/recordings/*.json", {
  import: "default",
  eager: true,
});

export function readSamples(): Samples {
  const byRoute = new Map<string, unknown[]>();
  for (const { request } of Object.values(recordings)) {
    if (typeof request.body !== "object" || request.body === null) continue;
    const route = routeOf(request.path);
    // Long media say nothing that a short one does not.
    const text = JSON.stringify(request.body);
    if (text.length > 4000) continue;
    byRoute.set(route, [...(byRoute.get(route) ?? []), request.body]);
  }
  return {
    of(path, random) {
      const bodies = byRoute.get(routeOf(path));
      return bodies ? random.pick(bodies) : { number, text: "hello" };
    },
  };
}

function routeOf(path: string): string {
  return path.split("?")[0]!.split("/").slice(1, 3).join("/");
}
