import { createRequire } from "node:module";

/**
 * The published n8n node, run as n8n would: parameters are read with the node's own defaults, requests
 * go out as n8n's `helpers.request` sends them, and what is no 2xx is thrown as `<status> - <body>`.
 */

interface Property {
  name: string;
  default?: unknown;
  displayOptions?: { show?: Record<string, unknown[]>; hide?: Record<string, unknown[]> };
}

interface EvolutionNode {
  description: { properties: Property[] };
  execute(this: unknown): Promise<{ json: unknown; error?: unknown }[][]>;
}

const load = createRequire(import.meta.url);
const { EvolutionApi } = load("n8n-nodes-evolution-api/dist/nodes/EvolutionApi/EvolutionApi.node.js") as {
  EvolutionApi: new () => EvolutionNode;
};
const { resourceOperationsFunctions } = load("n8n-nodes-evolution-api/dist/nodes/EvolutionApi/execute/index.js") as {
  resourceOperationsFunctions: Record<string, Record<string, unknown>>;
};

/** Every operation that the node has: `messages-api send-text`. */
export const nodeOperations = Object.entries(resourceOperationsFunctions).flatMap(([resource, operations]) =>
  Object.keys(operations).map((operation) => `${resource} ${operation}`),
);

export interface Ran {
  ok: boolean;
  /** What the server answered, as the node hands it on. */
  data: unknown;
  status: number;
  body: string;
}

/** Runs one operation with these parameters. */
export async function runNode(
  credentials: { url: string; apikey: string },
  name: string,
  given: Record<string, unknown>,
): Promise<Ran> {
  const [resource, operation] = name.split(" ") as [string, string];
  const node = new EvolutionApi();
  const parameters = { resource, operation, ...given };
  const last = { status: 0, body: "" };
  const context = {
    getInputData: () => [{ json: {} }],
    getNode: () => ({ name: "Evolution API", type: "evolutionApi" }),
    continueOnFail: () => false,
    getCredentials: async () => ({ "server-url": credentials.url, apikey: credentials.apikey }),
    getNodeParameter: (path: string, _item: number, fallback?: unknown) =>
      parameterOf(node.description.properties, parameters, path, fallback),
    helpers: {
      request: (options: RequestOptions) => request(options, last),
      returnJsonArray: (data: unknown) => (Array.isArray(data) ? data : [data]),
    },
  };
  try {
    const [items] = await node.execute.call(context);
    const json = items?.[0]?.json as { success?: boolean; data?: unknown } | undefined;
    // One operation hands on the bare answer, without the envelope of the others.
    const data = json && "success" in json ? json.data : json;
    return { ok: json?.success !== false && last.status >= 200 && last.status < 300, data, ...last };
  } catch (error) {
    return { ok: false, data: reasonOf(error), ...last };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error
    ? `${error.message} ${(error as { description?: string }).description ?? ""}`
    : String(error);
}

/** n8n's rule: what was filled in, then the default of the field that is shown, then the caller's own. */
function parameterOf(
  properties: Property[],
  parameters: Record<string, unknown>,
  path: string,
  fallback: unknown,
): unknown {
  const [first = "", ...rest] = path.split(".");
  const shown = properties.find((property) => property.name === first && isShown(property, parameters));
  let value = first in parameters ? parameters[first] : shown?.default;
  for (const name of rest) value = (value as Record<string, unknown> | undefined)?.[name];
  if (value !== undefined) return value;
  if (fallback !== undefined) return fallback;
  throw new Error(`Could not get parameter "${path}"`);
}

function isShown({ displayOptions }: Property, parameters: Record<string, unknown>): boolean {
  const holds = ([name, values]: [string, unknown[]]) => values.includes(parameters[name]);
  const { show = {}, hide = {} } = displayOptions ?? {};
  return (
    Object.entries(show)
      .filter(([name]) => name in parameters)
      .every(holds) && !Object.entries(hide).some(holds)
  );
}

interface RequestOptions {
  method: string;
  uri: string;
  headers: Record<string, string>;
  body?: unknown;
  json?: boolean;
}

async function request(options: RequestOptions, last: { status: number; body: string }): Promise<unknown> {
  const headers = new Headers({ accept: "application/json", ...options.headers });
  const body = options.body === undefined ? null : JSON.stringify(options.body);
  if (body !== null) headers.set("content-type", "application/json");
  const response = await fetch(options.uri, { method: options.method, headers, body });
  last.status = response.status;
  last.body = await response.text();
  if (!response.ok) throw new Error(`${response.status} - ${last.body}`);
  return last.body === "" ? "" : JSON.parse(last.body);
}
