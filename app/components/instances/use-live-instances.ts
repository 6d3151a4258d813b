import { useState } from "react";
import { useLive } from "#app/live/live";
import type { InstanceSummary } from "#workers/domain/instance";
import type { LiveFrame } from "#workers/domain/live";

type StateFrame = Extract<LiveFrame, { type: "state" }>;

/**
 * The instances of a loader, kept at their present state by the tenant's socket.
 * `loadedAt` is the server's time before it read them: a frame of that moment or later is
 * newer than the list, an older one is in it already.
 */
export function useLiveInstances<Instance extends InstanceSummary>(
  instances: Instance[],
  loadedAt: number,
): Instance[] {
  const [states, setStates] = useState<Record<string, StateFrame>>({});

  useLive((frame) => {
    if (frame.type === "state") setStates((known) => ({ ...known, [frame.instanceId]: frame }));
  });

  return instances.map((instance) => withState(instance, states[instance.id], loadedAt));
}

/** An instance as a newer frame leaves it. */
export function withState<Instance extends InstanceSummary>(
  instance: Instance,
  frame: StateFrame | undefined,
  loadedAt: number,
): Instance {
  if (!frame || frame.at < loadedAt) return instance;
  return {
    ...instance,
    state: frame.state,
    ownerJid: frame.ownerJid ?? instance.ownerJid,
    profileName: frame.profileName ?? instance.profileName,
    disconnectionReasonCode: frame.disconnectionReasonCode,
    changedAt: frame.at,
  };
}
