import type { Operation } from "./operation";
import { operations } from "./operations";

/** A call as the table reads it. */
export interface RoutedCall {
  operation: Operation;
  /** The tenant's name for the instance, decoded; null where the route has none. */
  instance: string | null;
  /** Values of the path's other parameters, in their order. */
  parameters: string[];
}

/**
 * Finds the row of a method and a path (without the door's prefix). Null for anything that is not in
 * the table, and for paths whose percent signs do not decode.
 */
export function routeCall(method: string, path: string): RoutedCall | null {
  const segments = path.split("/").slice(1);
  // Express, on which upstream runs, forgives one slash at the end.
  if (segments.length > 2 && segments.at(-1) === "") segments.pop();
  const row = rows.get(`${method} ${segments[0]}/${segments[1]}/${segments.length}`);
  if (!row) return null;
  try {
    const values = segments.slice(2).map(decodeURIComponent);
    if (values.some((value) => value === "")) return null;
    const instance = row.hasInstance ? (values.pop() ?? null) : null;
    // Dots would be read as a way up in the address that goes upstream.
    if (values.some((value) => value === "." || value === "..")) return null;
    return { operation: row.operation, instance, parameters: values };
  } catch {
    return null;
  }
}

/** The address of a call on an upstream server: its own name for the instance, and only the query that the row names. */
export function upstreamPath(call: RoutedCall, upstreamName: string | null, query: URLSearchParams): string {
  const [, noun, verb] = call.operation.path.split("/");
  const rest = [...call.parameters, ...(upstreamName === null ? [] : [upstreamName])].map(encodeURIComponent);
  const text = call.operation.query.length === 0 ? "" : keptQuery(call.operation.query, query);
  return `/${[noun, verb, ...rest].join("/")}${text ? `?${text}` : ""}`;
}

function keptQuery(names: readonly string[], query: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of names) {
    const value = query.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept.toString();
}

const rows = new Map(
  operations.flatMap((operation) =>
    [{ method: operation.method, path: operation.path }, ...operation.aliases].map(({ method, path }) => {
      const [, noun, verb] = path.split("/");
      const key = `${method} ${noun}/${verb}/${path.split("/").length - 1}`;
      return [key, { operation, hasInstance: path.endsWith("/:instance") }] as const;
    }),
  ),
);
