/** Everything that can refuse a request because too much was asked for. */
export const limitKinds = [
  "requests_second",
  "requests",
  "requests_day",
  "messages",
  "key_requests",
  "key_messages",
  "instance_requests",
  "instance_messages",
] as const;
export type LimitKind = (typeof limitKinds)[number];

interface LimitFacts {
  meter: "requests" | "messages";
  /** Whose limit it is, and so where it is raised. */
  of: "plan" | "key" | "instance";
  /** Length of its window. A billing period is a month of the tenant's own, told as 30 days. */
  windowSeconds: number;
  /** `<text> of 300 is used up.` */
  text: string;
}

export const limitFacts: Readonly<Record<LimitKind, LimitFacts>> = {
  requests_second: {
    meter: "requests",
    of: "plan",
    windowSeconds: 1,
    text: "The plan's limit of requests per second",
  },
  requests: { meter: "requests", of: "plan", windowSeconds: 60, text: "The plan's limit of requests per minute" },
  requests_day: { meter: "requests", of: "plan", windowSeconds: 86_400, text: "The plan's limit of requests per day" },
  messages: {
    meter: "messages",
    of: "plan",
    windowSeconds: 2_592_000,
    text: "The plan's quota of messages for this period",
  },
  key_requests: {
    meter: "requests",
    of: "key",
    windowSeconds: 60,
    text: "This key's limit of requests per minute",
  },
  key_messages: {
    meter: "messages",
    of: "key",
    windowSeconds: 2_592_000,
    text: "This key's budget of messages for this period",
  },
  instance_requests: {
    meter: "requests",
    of: "instance",
    windowSeconds: 60,
    text: "This instance's limit of requests per minute",
  },
  instance_messages: {
    meter: "messages",
    of: "instance",
    windowSeconds: 2_592_000,
    text: "This instance's budget of messages for this period",
  },
};

/** The page on which a limit is raised, as a path of the console or of the documentation. */
export function raisePath(kind: LimitKind, instance: string | null): string {
  switch (limitFacts[kind].of) {
    case "key":
      return "/api-keys";
    case "instance":
      return instance === null ? "/instances" : `/instances/${encodeURIComponent(instance)}/settings`;
    case "plan":
      return "/docs/guides/limits#raise";
  }
}
