import { bots } from "./bots";
import { business } from "./business";
import { call } from "./call";
import { chat } from "./chat";
import { chatwoot } from "./chatwoot";
import type { Family, OperationText } from "./family";
import { group } from "./group";
import { instance } from "./instance";
import { label } from "./label";
import { message } from "./message";
import { proxy } from "./proxy";
import { settings } from "./settings";
import { template } from "./template";
import { transport } from "./transport";
import { webhook } from "./webhook";

/** The families, in the order in which one meets them. */
export const families: readonly Family[] = [
  instance,
  message,
  chat,
  group,
  webhook,
  transport,
  settings,
  proxy,
  label,
  call,
  business,
  template,
  chatwoot,
  ...bots,
];

/** How the tables name a route. */
export function routeKey({ method, path }: { method: string; path: string }): string {
  return `${method} ${path}`;
}

/** The family of a path: decided by its first segment. */
export function familyOf(path: string): Family | null {
  return byNoun.get(path.split("/")[1] ?? "") ?? null;
}

/** What is said about a route. A row that nobody has described yet is still listed, under its own name. */
export function textOf(route: { method: string; path: string }): OperationText {
  return familyOf(route.path)?.operations[routeKey(route)] ?? { summary: route.path, answer: "As Evolution answers." };
}

const byNoun = new Map(families.flatMap((family) => family.nouns.map((noun) => [noun, family] as const)));
