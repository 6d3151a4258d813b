import * as z from "zod";
import type { Ctx } from "../../context";
import { judgeAddress } from "../../domain/address";
import {
  botBehaviour,
  botBudget,
  botKinds,
  botTriggers,
  budgetActions,
  triggerShape,
  type BotConnection,
  type BotKind,
} from "../../domain/bot";
import { done, refuse, refuseInput, type Outcome } from "../../domain/outcome";
import { connectionSchema } from "../../evolution/bots/kind";
import { kindRows } from "../../evolution/bots/kinds";
import { ownHosts } from "../webhooks/own-hosts";

const members = {
  name: z.string("must be a text").trim().max(500, "must be at most 500 characters"),
  enabled: z.boolean("must be true or false"),
  connection: z.record(z.string(), z.unknown(), { error: "must be an object with what this kind of bot needs" }),
  behaviour: botBehaviour,
  credentialId: z.string("must be the id of a credential").max(200).nullish(),
  secret: z.unknown().optional(),
  fallbackText: z.string("must be a text").max(4_000, "must be at most 4000 characters"),
  budget: botBudget.nullish(),
  budgetAction: z.enum(budgetActions, { error: `must be one of ${budgetActions.join(", ")}` }),
};

/** What a new bot is made from. */
export const botInput = z.object({
  instance: z.string("is required: the name of the instance"),
  kind: z.enum(botKinds, { error: `must be one of ${botKinds.join(", ")}` }),
  name: members.name.default(""),
  enabled: members.enabled.default(true),
  connection: members.connection.default({}),
  triggers: botTriggers,
  behaviour: members.behaviour.default({}),
  credentialId: members.credentialId,
  secret: members.secret,
  fallbackText: members.fallbackText.default(""),
  budget: members.budget,
  budgetAction: members.budgetAction.default("fallback"),
});
export type BotInput = z.output<typeof botInput>;

/** The same over `/v1`, where upstream says what goes with what. */
export const evolutionBotInput = botInput.extend({ triggers: triggerShape });

/** What may be changed of a bot. What is left out stays; of connection and behaviour, each member. */
export const botChange = z.object({
  name: members.name.optional(),
  enabled: members.enabled.optional(),
  connection: members.connection.optional(),
  triggers: botTriggers.optional(),
  behaviour: members.behaviour.optional(),
  credentialId: members.credentialId,
  secret: members.secret,
  fallbackText: members.fallbackText.optional(),
  budget: members.budget,
  budgetAction: members.budgetAction.optional(),
  /** Why the prompt changed, for the list of its versions. */
  note: z.string("must be a text").trim().max(200, "must be at most 200 characters").optional(),
});
export type BotChange = z.output<typeof botChange>;
export const evolutionBotChange = botChange.extend({ triggers: triggerShape.optional() });

/** A connection with the members of its kind, each address one that Zapin may call for a tenant. */
export function judgeConnection(ctx: Ctx, kind: BotKind, input: BotConnection): Outcome<BotConnection> {
  const row = kindRows[kind];
  const parsed = connectionSchema(row).safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuseInput({ issues: issue ? [{ ...issue, path: ["connection", ...issue.path] }] : [] });
  }
  for (const { name, type } of row.fields) {
    const address = parsed.data[name];
    if (type !== "address" || typeof address !== "string") continue;
    const verdict = judgeAddress(address, ctx.settings.allowedPrivateHosts, ownHosts(ctx));
    if (!verdict.allowed) {
      return refuse("invalid_input", `The address ${name} ${verdict.reason}.`, { field: `connection.${name}` });
    }
  }
  const told = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  return done(Object.fromEntries(told));
}
