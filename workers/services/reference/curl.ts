import type { Operation } from "../../evolution/operation";
import type { RouteExample } from "../../evolution/reference/example";

/** An example as one command. The key comes from the environment, so that none is ever shown. */
export function curlOf(row: Operation, { query, body }: RouteExample, publicUrl: string): string {
  const path = row.path.replace(":instance", "shop").replaceAll(/:(\w+)/g, "{$1}");
  const shown = Object.entries(query).filter(([name]) => row.query.includes(name));
  const search = shown.length > 0 ? `?${new URLSearchParams(shown)}` : "";
  const lines = [`curl -X ${row.method} "${publicUrl}/v1${path}${search}"`, `-H "apikey: $ZAPIN_KEY"`];
  if (row.method !== "GET" && body !== undefined) {
    const json = JSON.stringify(body, null, 2).replaceAll("'", `'\\''`).replaceAll("\n", "\n  ");
    lines.push(`-H "content-type: application/json"`, `-d '${json}'`);
  }
  return lines.join(" \\\n  ");
}
