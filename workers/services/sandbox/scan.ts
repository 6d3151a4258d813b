import type { Ctx } from "../../context";
import type { InstanceState } from "../../domain/instance";
import { done, type Outcome } from "../../domain/outcome";
import { ownPhone, phoneRefusals } from "./phone";

/** Scans the code that a sandbox phone shows, as its owner would with a real one. */
export async function scanPhone(
  ctx: Ctx,
  input: { instance: string },
): Promise<Outcome<{ instance: string; state: InstanceState }>> {
  const phone = await ownPhone(ctx, input.instance);
  if (!phone.ok) return phone;
  const scanned = await phone.value.scan();
  return scanned.ok ? done({ instance: input.instance, state: "open" }) : phoneRefusals[scanned.reason];
}
