import type { QuotaNotice } from "../domain/notice";

/** Something that the hub has to say to the tenant's people, on the queue of events. */
export interface NoticeJob {
  tenantId: string;
  notice: QuotaNotice;
}

/** An upstream event between the hook door and the journal. */
export interface InboundEvent {
  tenantId: string;
  /** The tenant's name of the instance, proven by the hook address. */
  instance: string;
  /** SHA-256 of the raw body: the same delivery twice is one event. */
  fingerprint: string;
  /** Milliseconds since 1970 at which the door took it. */
  receivedAt: number;
  /** The body as upstream sent it, or the R2 key that holds it where it was too large for a queue message. */
  body: { inline: string } | { stored: string };
}

/** Asks whether an instance works. */
export interface CheckJob {
  tenantId: string;
  /** The tenant's name of it. */
  instance: string;
}

/** Asks for a worker for an endpoint's lane. What there is to deliver stays in the journal, which also counts the attempts. */
export interface LaneJob {
  tenantId: string;
  endpointId: string;
}
