import { liveCloses, type LiveClose } from "../../../domain/live";
import { authorize, type Admission, type AdmissionRequest, type NotAdmitted } from "../admission";
import type { Policy } from "../policy";
import { refuseSocket, type Sockets } from "../sockets";
import type { KeyHolder, Member } from "./listener";

/** How the door says who opens a socket. It sets them itself, after it has verified what they say. */
export const socketHeaders = {
  user: "x-zapin-user",
  session: "x-zapin-session",
  keyHash: "x-zapin-key-hash",
  address: "x-zapin-address",
  /** "1" where the client asked for our subprotocol and waits to hear of it. */
  protocol: "x-zapin-protocol",
} as const;

export interface SocketOpening {
  tenantId: string;
  sockets: Sockets;
  openDashboard(member: Member, sequence: number): Response;
  admit(request: AdmissionRequest): Promise<Admission>;
  policy(): Promise<Policy | null>;
  lastSequence(): Promise<number>;
}

/** Opens a dashboard's socket, or a program's once its key is admitted; opening one counts as a request. */
export async function openSocket(request: Request, hub: SocketOpening): Promise<Response> {
  const userId = request.headers.get(socketHeaders.user);
  if (userId !== null) {
    const sessionId = request.headers.get(socketHeaders.session) ?? "";
    return hub.openDashboard({ kind: "member", userId, sessionId }, await hub.lastSequence());
  }

  const protocol = request.headers.has(socketHeaders.protocol);
  const hash = request.headers.get(socketHeaders.keyHash) ?? "";
  const address = request.headers.get(socketHeaders.address);
  const admission = await hub.admit(admissionOf({ hash, address }));
  if (!admission.admitted) return refuseSocket(closeFor(admission), protocol);
  const sequence = await hub.lastSequence();
  const policy = await hub.policy();
  // From this look to the socket nothing waits, so that no change of the key can come between.
  const verdict = judgeKey(policy, { hash, address }, Date.now());
  if ("code" in verdict) return refuseSocket(verdict, protocol);
  const { expiresAt } = verdict;
  const key: KeyHolder = { kind: "key", hash, address, instanceId: admission.boundInstanceId, expiresAt };
  return hub.sockets.openProgram(key, hub.tenantId, sequence, { limit: policy?.plan.liveSockets ?? 0, protocol });
}

/** May the holder of a key go on listening, and until when? */
export function judgeKey(
  policy: Policy | null,
  key: { hash: string; address: string | null },
  now: number,
): LiveClose | { expiresAt: number | null } {
  const authorized = authorize(policy, admissionOf(key), now);
  return "admitted" in authorized ? closeFor(authorized) : { expiresAt: authorized.key?.expiresAt ?? null };
}

function admissionOf({ hash, address }: { hash: string; address: string | null }): AdmissionRequest {
  return {
    credential: { kind: "key", hash },
    reach: "any",
    instance: null,
    scope: "events:read",
    address,
    messages: 0,
  };
}

function closeFor({ reason }: NotAdmitted): LiveClose {
  switch (reason) {
    case "scope":
      return liveCloses.forbidden;
    case "suspended":
      return liveCloses.suspended;
    case "network":
      return liveCloses.network;
    case "limit":
      return liveCloses.rate;
    default:
      return liveCloses.unauthenticated;
  }
}
