import type { KeyEnvironment, KeyInput, PublicKey } from "#workers/domain/key";
import type { Scope } from "#workers/domain/scope";

/** What stands in the form of a key, as it was typed. */
export interface KeyValues {
  name: string;
  instance: string;
  environment: KeyEnvironment;
  messages: string;
  requests: string;
  /** A day such as 2027-01-31, as the date field gives it. */
  expires: string;
  /** One address or range per line. */
  networks: string;
  /** Everything, or only the scopes below. */
  access: "all" | "some";
  scopes: string[];
}

export const emptyKey: KeyValues = {
  name: "",
  instance: "",
  environment: "live",
  messages: "",
  requests: "",
  expires: "",
  networks: "",
  access: "all",
  scopes: [],
};

/** A key as its form shows it. */
export function valuesOfKey(key: PublicKey): KeyValues {
  return {
    name: key.name,
    instance: key.instance ?? "",
    environment: key.environment,
    messages: key.limits.messages === null ? "" : String(key.limits.messages),
    requests: key.limits.requests === null ? "" : String(key.limits.requests),
    expires: dayOf(key.expiresAt),
    networks: key.networks?.join("\n") ?? "",
    access: key.scopes === null ? "all" : "some",
    scopes: key.scopes ?? [],
  };
}

/** What was sent, for the verbs and, if they refuse it, for the form to show again. */
export function valuesOfForm(form: FormData): KeyValues {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  return {
    name: text("name"),
    instance: text("instance"),
    environment: form.get("environment") === "sandbox" ? "sandbox" : "live",
    messages: text("messages"),
    requests: text("requests"),
    expires: text("expires"),
    networks: text("networks"),
    access: form.get("access") === "some" ? "some" : "all",
    scopes: form.getAll("scopes").map(String),
  };
}

/** What can be chosen for a key at its birth and later; an empty field takes the restriction away. */
export function choicesOf(values: KeyValues) {
  const networks = networksOf(values);
  return {
    name: values.name,
    limits: { messages: countOf(values.messages), requests: countOf(values.requests) },
    // "Only what is ticked" with nothing ticked stays an empty list, which the verb refuses:
    // it must not become a key that may do everything.
    scopes: values.access === "some" ? (values.scopes as Scope[]) : null,
    networks: networks.length > 0 ? networks : null,
    expiresAt: values.expires ? `${values.expires}T23:59:59.999Z` : null,
  } satisfies KeyInput;
}

/**
 * What the edit of a key changes. A day that was not touched stays the moment it was: the key may have been
 * given an hour by a program, and an expired one can still be given another name.
 */
export function changesOf(values: KeyValues, key: PublicKey) {
  const { expiresAt, ...others } = choicesOf(values);
  return values.expires === dayOf(key.expiresAt) ? others : { ...others, expiresAt };
}

/** The lines that hold something. A refusal of `networks.2` means the third of these. */
export function networksOf({ networks }: KeyValues): string[] {
  return networks
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Whatever is no number becomes NaN and is refused by the verb, beside its field. */
function countOf(text: string): number | null {
  return text === "" ? null : Number(text);
}

function dayOf(at: number | null): string {
  return at === null ? "" : new Date(at).toISOString().slice(0, 10);
}
