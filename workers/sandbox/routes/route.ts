import type { Account } from "../account/account";
import type { Answer } from "../answers";
import type { Rule } from "../../evolution/checks/check";
import type { AttachedFile } from "../messages/draft";
import type { PhoneParts } from "../parts";

/** A call that has passed the guards and the check. */
export interface Call {
  account: Account;
  /** What stands in the path for `:id`; empty where the route has none. */
  id: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  file: AttachedFile | null;
}

/** One route of the simulated server. The instance's name follows its path, whose last segment may be `:id`. */
export interface Route {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  check?: Rule;
  /** This route answers a failed check in a shape of its own. */
  complain?: (texts: string[]) => Answer;
  handle: (phone: PhoneParts, call: Call) => Answer | Promise<Answer>;
}
