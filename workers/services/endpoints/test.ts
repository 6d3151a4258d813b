import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import type { DeliveryAttempt } from "../../domain/delivery";
import { endpointTest } from "../../domain/endpoint";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { sampleOf } from "../events/types";
import { deliver } from "../deliveries/deliver";
import { forbidden } from "../refusals";
import { findEndpointRow, noEndpoint } from "./list";

/**
 * Sends a sample event to an endpoint as every delivery is sent, signed and under the same rules, and
 * answers how it went. It stands in no log and is not tried again.
 */
export async function testEndpoint(
  ctx: Ctx,
  id: string,
  input: unknown,
): Promise<Outcome<DeliveryAttempt & { delivered: boolean }>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const parsed = endpointTest.safeParse(input);
  if (!parsed.success) return refuseInput(parsed.error);
  const sample = sampleOf(parsed.data.type);
  if (!sample) return refuse("invalid_input", "type: is not a type of event", { field: "type" });
  const row = await findEndpointRow(ctx, actor.tenantId, id);
  if (!row) return noEndpoint;

  const at = ctx.now();
  const { type, instance, data } = sample;
  const body = JSON.stringify({ event: type, instance, data, date_time: new Date(at).toISOString(), test: true });
  const event = { id: `evt_test_${crypto.randomUUID().replaceAll("-", "")}`, sequence: 0, type, instance, at, body };
  const made = await deliver(ctx, row, { ...event, stored: null, storedBytes: null, recovered: false });
  const { retryAfterMs: _retryAfterMs, final: _final, ...attempt } = made;
  return done({ ...attempt, delivered: made.status !== null && made.status >= 200 && made.status < 300 });
}
