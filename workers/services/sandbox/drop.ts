import type { Ctx } from "../../context";
import type { InstanceState } from "../../domain/instance";
import { done, type Outcome } from "../../domain/outcome";
import { ownPhone, phoneRefusals } from "./phone";

/** Cuts a sandbox phone's line. It comes back by itself, as a real one does. */
export async function dropPhone(
  ctx: Ctx,
  input: { instance: string },
): Promise<Outcome<{ instance: string; state: InstanceState }>> {
  const phone = await ownPhone(ctx, input.instance);
  if (!phone.ok) return phone;
  const dropped = await phone.value.drop();
  return dropped.ok ? done({ instance: input.instance, state: "connecting" }) : phoneRefusals[dropped.reason];
}
