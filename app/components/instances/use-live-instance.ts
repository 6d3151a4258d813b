import { useState } from "react";
import { useLive, useReadAgain } from "#app/live/live";
import type { InstanceDetail } from "#workers/domain/instance";
import type { LiveFrame } from "#workers/domain/live";
import { withState } from "./use-live-instances";

type StateFrame = Extract<LiveFrame, { type: "state" }>;
type QrFrame = Extract<LiveFrame, { type: "qr" }>;

/** One instance with its QR code, kept at the present by the tenant's socket. */
export function useLiveInstance(instance: InstanceDetail, loadedAt: number): InstanceDetail {
  const [state, setState] = useState<StateFrame>();
  const [qr, setQr] = useState<QrFrame>();
  const readAgain = useReadAgain();

  useLive((frame) => {
    if (frame.type === "state" && frame.instanceId === instance.id) {
      setState(frame);
      // Picture, reason and usage come with the loader; the frame alone turns the page at once.
      if (frame.state !== "connecting") readAgain();
    }
    if (frame.type === "qr" && frame.instanceId === instance.id) setQr(frame);
  });

  const current = withState(instance, state?.instanceId === instance.id ? state : undefined, loadedAt);
  const newest = qr?.instanceId === instance.id && qr.at >= loadedAt ? qr.qr : current.qr;
  return { ...current, qr: current.state === "open" ? null : newest };
}
