import type { LogPage } from "../../journal/event-page";
import type { Listener } from "./listener";
import { boundTo } from "./listener";

/** Reads the tenant's log on behalf of sockets. */
export type ReadPage = (query: PageQuery) => Promise<LogPage>;

export interface PageQuery {
  after: number;
  instances: string[] | null;
  types: string[] | null;
  /** Only events of this instance. */
  instanceId: string | null;
}

/** What a listener reads next; those who read the same share one reading. */
export function queryOf(listener: Listener): PageQuery {
  const { cursor: after, instances, types } = listener;
  return { after, instances, types, instanceId: boundTo(listener) };
}
