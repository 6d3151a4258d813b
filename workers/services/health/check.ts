import * as z from "zod";
import type { Ctx } from "../../context";
import { checkEveryMs, judgeHealth, lateAfterMs, nextRestartAt, sendsSpanMs, type Degraded } from "../../domain/health";
import { instanceStates, type InstanceState } from "../../domain/instance-state";
import type { HealthNote } from "../../tenant/hub/health";
import type { InstancePolicy } from "../../tenant/hub/policy";
import { restartInstance } from "../instances/restart";
import { askUpstream } from "./ask";
import { repairGap } from "./repair";

/**
 * Looks whether an instance that calls itself open works: asks upstream, repairs what is missing in the
 * log, and judges. May be repeated: each change is told once, under an id that its cause gives it.
 */
export async function checkInstance(ctx: Ctx, tenantId: string, name: string): Promise<Degraded | null> {
  const hub = ctx.hub(tenantId);
  const watched = await hub.watched(name);
  if (!watched) return null;
  const { instance, openedAt, note: before } = watched;
  const now = ctx.now();

  const state = await askState(ctx, instance);
  if (state !== null && state !== "open") await hub.glimpse(name, now, { state }, instance.upstreamName);
  const comparedUntil = before?.comparedUntil ?? openedAt;
  const repaired = state === "open" ? await repairGap(ctx, tenantId, instance, comparedUntil) : null;
  const facts = await ctx.journal(tenantId).healthFacts({ instanceId: instance.id, instance: name, now, ...spans });
  const verdict = judgeHealth({
    ...facts,
    now,
    state,
    acknowledges: instance.integration !== "EVOLUTION",
    missed: repaired?.missed ?? null,
  });

  // A cause that gave way to another is still the same time of trouble.
  const degraded = verdict && { reason: verdict.reason, since: before?.degraded?.since ?? now };
  const change = { before: before?.degraded ?? null, after: degraded && { ...degraded, ...verdict } };
  await tellChange(ctx, tenantId, instance, change, { now, before: before?.checkedAt ?? openedAt });
  const note: HealthNote = {
    degraded,
    checkedAt: now,
    comparedUntil: repaired?.comparedUntil ?? comparedUntil,
    restarts: degraded ? (before?.restarts ?? 0) : 0,
    restartedAt: before?.restartedAt ?? null,
  };
  await hub.noteHealth(instance.id, note);
  if (degraded && instance.restarts) await restart(ctx, tenantId, instance, { ...note, degraded }, now);
  return degraded;
}

async function askState(ctx: Ctx, instance: InstancePolicy): Promise<InstanceState | null> {
  const answer = await askUpstream(ctx, instance, { path: "/instance/connectionState", method: "GET" });
  const parsed = stateAnswer.safeParse(typeof answer === "object" ? answer?.said : null);
  return parsed.success ? parsed.data.instance.state : null;
}

const stateAnswer = z.object({ instance: z.object({ state: z.enum(instanceStates) }) });

async function tellChange(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  { before, after }: { before: Degraded | null; after: (Degraded & { detail: string }) | null },
  looked: { now: number; before: number },
): Promise<void> {
  const journal = ctx.journal(tenantId);
  const { now } = looked;
  if (before?.reason === after?.reason) return;
  const about = { instanceId: instance.id, instance: instance.name, at: now };
  await journal.noteHealth(instance.id, now, after?.reason ?? null);
  if (after) {
    const { reason, detail, since } = after;
    // Two looks at once, or one that is repeated, come from the same last look and find the same change.
    const id = `degraded:${instance.id}:${looked.before}:${reason}`;
    await journal.emit([{ id, type: "zapin.instance.degraded", ...about, data: { reason, detail, since } }]);
  } else if (before) {
    const { reason, since } = before;
    const id = `recovered:${instance.id}:${since}`;
    const data = { reason, since, durationMs: now - since };
    await journal.emit([{ id, type: "zapin.instance.recovered", ...about, data }]);
  }
}

async function restart(
  ctx: Ctx,
  tenantId: string,
  instance: InstancePolicy,
  note: HealthNote & { degraded: Degraded },
  now: number,
): Promise<void> {
  const dueAt = nextRestartAt(note.degraded, { count: note.restarts, lastAt: note.restartedAt });
  if (dueAt === null || dueAt > now) return;
  // Noted first: a restart that fails half-way must not be repeated at once.
  await ctx.hub(tenantId).noteHealth(instance.id, { ...note, restarts: note.restarts + 1, restartedAt: now });
  await restartInstance(ctx.as({ kind: "system", tenantId }), { name: instance.name });
}

const spans = { lateAfterMs, sendsSpanMs: Math.max(sendsSpanMs, checkEveryMs) };
