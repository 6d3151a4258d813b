import { wantsEvent } from "../../domain/endpoint";
import type { LiveFrame } from "../../domain/live";
import type { InstancePolicy, Policy } from "./policy";
import type { Sockets } from "./sockets";
import type { Sighting, Statuses } from "./statuses";

/** An event as the hub is told of it. */
export interface ReceivedEvent {
  /** Its place in the journal. */
  sequence: number;
  id: string;
  type: string;
  /** Null for what is about the whole account. */
  instanceId: string | null;
  at: number;
  /** Found in upstream's history afterwards. */
  recovered?: boolean;
  /** What the event says about the connection, if anything. */
  seen: Seen | null;
  /** Upstream's `data` as JSON in the tenant's names; null where it is too large for a frame. */
  data: string | null;
}

export type Seen = Omit<Sighting, "instanceId" | "at">;

/** An endpoint that wants an event. */
export interface Recipient {
  sequence: number;
  endpointId: string;
}

/** Turns events into state, frames on the sockets, and the list of endpoints that want them. */
export class EventReceiver {
  readonly #statuses: Statuses;
  readonly #sockets: Sockets;

  constructor(statuses: Statuses, sockets: Sockets) {
    this.#statuses = statuses;
    this.#sockets = sockets;
  }

  receive(policy: Policy | null, events: readonly ReceivedEvent[]): Recipient[] {
    const recipients: Recipient[] = [];
    for (const event of events) {
      if (!policy) continue;
      const instance = event.instanceId === null ? null : policy.instancesById.get(event.instanceId);
      if (instance === undefined) continue;
      if (instance && event.seen) this.see(instance, event.at, event.seen);
      this.#sockets.tell({ instanceId: event.instanceId, frame: frameOf(event, instance?.name ?? null) });
      for (const endpoint of policy.endpoints) {
        if (!endpoint.enabled || !wantsEvent(endpoint.filter, event)) continue;
        recipients.push({ sequence: event.sequence, endpointId: endpoint.id });
      }
    }
    return recipients;
  }

  see(instance: InstancePolicy, at: number, seen: Seen): void {
    const change = this.#statuses.see({ ...seen, instanceId: instance.id, at });
    const status = this.#statuses.of(instance.id);
    const subject = { instanceId: instance.id, instance: instance.name, at };
    if (change.state) {
      const { state, ownerJid, profileName, disconnectionReasonCode } = status;
      const frame = { type: "state", ...subject, state, ownerJid, profileName, disconnectionReasonCode } as const;
      this.#sockets.hint(frame, { ...subject, type: "connection.update" });
    }
    if (change.qr) {
      this.#sockets.hint({ type: "qr", ...subject, qr: status.qr }, { ...subject, type: "qrcode.updated" });
    }
  }
}

function frameOf(event: ReceivedEvent, instance: string | null): Extract<LiveFrame, { type: "event" }> {
  const { sequence, id, at, recovered = false } = event;
  const data: unknown = event.data === null ? null : JSON.parse(event.data);
  return { type: "event", sequence, id, event: event.type, instance, at, recovered, data };
}

/** The instance of that name, or the one that last had it. */
export function instanceNamed(policy: Policy | null, name: string): InstancePolicy | null {
  if (!policy) return null;
  const departed = () => [...policy.instancesById.values()].reverse().find((instance) => instance.name === name);
  return policy.instancesByName.get(name) ?? departed() ?? null;
}
