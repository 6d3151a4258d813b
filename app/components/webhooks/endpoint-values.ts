import type { EndpointFormat, PublicEndpoint } from "#workers/domain/endpoint";
import { eventNameOf } from "#workers/domain/event";

/** What stands in the form of an endpoint, as it was typed. */
export interface EndpointValues {
  url: string;
  description: string;
  /** All of them, also those still to come, or only the ones below. */
  instanceAccess: Access;
  instances: string[];
  eventAccess: Access;
  /** Names such as MESSAGES_UPSERT. */
  events: string[];
  format: EndpointFormat;
  /** One header a line, `Name: value`. */
  headers: string;
  /** Takes away the headers that are there. */
  withoutHeaders: boolean;
  concurrency: string;
  ratePerSecond: string;
}

export type Access = "all" | "some";

export const emptyEndpoint: EndpointValues = {
  url: "",
  description: "",
  instanceAccess: "all",
  instances: [],
  eventAccess: "all",
  events: [],
  format: "evolution",
  headers: "",
  withoutHeaders: false,
  concurrency: "10",
  ratePerSecond: "",
};

/** An endpoint as its form shows it. Values of headers are told to nobody, so their field begins empty. */
export function valuesOfEndpoint(endpoint: PublicEndpoint): EndpointValues {
  return {
    url: endpoint.url,
    description: endpoint.description,
    instanceAccess: endpoint.instances === null ? "all" : "some",
    instances: endpoint.instances ?? [],
    eventAccess: endpoint.events === null ? "all" : "some",
    events: endpoint.events?.map(eventNameOf) ?? [],
    format: endpoint.format,
    headers: "",
    withoutHeaders: false,
    concurrency: String(endpoint.concurrency),
    ratePerSecond: endpoint.ratePerSecond === null ? "" : String(endpoint.ratePerSecond),
  };
}

/** What was sent, for the verbs and, if they refuse it, for the form to show again. */
export function valuesOfForm(form: FormData): EndpointValues {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const access = (name: string): Access => (form.get(name) === "some" ? "some" : "all");
  return {
    url: text("url"),
    description: text("description"),
    instanceAccess: access("instanceAccess"),
    instances: form.getAll("instances").map(String),
    eventAccess: access("eventAccess"),
    events: form.getAll("events").map(String),
    format: form.get("format") === "zapin" ? "zapin" : "evolution",
    headers: text("headers"),
    withoutHeaders: form.get("withoutHeaders") !== null,
    concurrency: text("concurrency"),
    ratePerSecond: text("ratePerSecond"),
  };
}

/** What can be chosen for an endpoint at its birth and later. */
export function choicesOf(values: EndpointValues) {
  const headers = headersOf(values);
  return {
    url: values.url,
    description: values.description,
    // "Only what is ticked" with nothing ticked stays an empty list, which the verb refuses: it must not become "all".
    instances: values.instanceAccess === "some" ? values.instances : null,
    events: values.eventAccess === "some" ? values.events : null,
    format: values.format,
    ...(headers === null ? {} : { headers }),
    concurrency: Number(values.concurrency || Number.NaN),
    ratePerSecond: values.ratePerSecond === "" ? null : Number(values.ratePerSecond),
  };
}

/** Null leaves the headers as they are. A line without a colon becomes a name that the verb refuses. */
function headersOf({ headers, withoutHeaders }: EndpointValues): Record<string, string> | null {
  const lines = headers
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length === 0) return withoutHeaders ? {} : null;
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return colon === -1 ? [`${line} `, ""] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}
