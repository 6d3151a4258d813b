import * as z from "zod";

/** A list that fits what a socket remembers while its Object sleeps, and what one query may ask for. */
const names = (longest: number) =>
  z
    .array(
      z.string({ error: "must hold texts" }).min(1).max(longest, `must hold texts of at most ${longest} characters`),
      {
        error: "must be a list",
      },
    )
    .min(1, "must name at least one, or be left out")
    .max(40, "must name at most 40; leave it out to hear of all");
const sequence = z.int("must be a whole number").min(0, "must be 0 or more");

/** What a client of `/live` may ask for once it is known. */
export const liveRequest = z.discriminatedUnion(
  "type",
  [
    z.strictObject({
      type: z.literal("subscribe"),
      instances: names(100).optional(),
      types: names(60).optional(),
      after: sequence.optional(),
    }),
    z.strictObject({ type: z.literal("acknowledge"), sequence }),
  ],
  { error: 'must be "subscribe" or "acknowledge"' },
);
export type LiveRequest = z.infer<typeof liveRequest>;
export type LiveSubscription = Extract<LiveRequest, { type: "subscribe" }>;

/** The first message of a program that sent its key neither in a header nor as a subprotocol. */
export const liveAuthentication = z.object({ type: z.literal("authenticate"), key: z.string().min(1).max(500) });

/** Reads a client's message. What is wrong with it comes back as a sentence that fits the reason of a close. */
export function readLiveRequest(text: string): { ok: true; request: LiveRequest } | { ok: false; reason: string } {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return { ok: false, reason: "The message is not valid JSON." };
  }
  const parsed = liveRequest.safeParse(message);
  if (parsed.success) return { ok: true, request: parsed.data };
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join(".");
  const reason = issue?.code === "unrecognized_keys" ? `There is no "${issue.keys[0]}".` : (issue?.message ?? "");
  return { ok: false, reason: field ? `${field}: ${reason}` : reason };
}
