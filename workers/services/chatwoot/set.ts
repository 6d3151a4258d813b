import type { Ctx } from "../../context";
import { may } from "../../domain/actor";
import { judgeAddress } from "../../domain/address";
import { done, refuse, type Outcome } from "../../domain/outcome";
import { callBots, type BotRefusal } from "../../evolution/bots/call";
import { inboxAddress } from "../../evolution/inbox-address";
import { findBotInstance } from "../bots/find";
import { forbidden } from "../refusals";
import { ownHosts } from "../webhooks/own-hosts";
import { makeInbox } from "./make-inbox";

interface Asked {
  instance: string;
  /** The body of the call. Upstream judges its form. */
  body: Record<string, unknown>;
}

/**
 * `POST /chatwoot/set`. The server behind Zapin keeps it, for it is what talks to Chatwoot. Chatwoot's way
 * back leads through Zapin's own door, so an inbox that is to be made is made here and not by the server,
 * which would tell Chatwoot an address at which anybody may send.
 */
export async function setChatwoot(ctx: Ctx, { instance, body }: Asked): Promise<Outcome<unknown, BotRefusal>> {
  const { actor } = ctx;
  if (!may(actor, "operate")) return forbidden;
  const found = await findBotInstance(ctx, actor, instance);
  if (!found.ok) return found;
  const { name } = found.value;
  const webhookUrl = await inboxAddress(ctx, { tenantId: actor.tenantId, name });
  const { url, accountId, token } = body;
  const nameInbox = typeof body["nameInbox"] === "string" && body["nameInbox"] !== "" ? body["nameInbox"] : name;

  if (body["enabled"] === true && typeof url === "string" && url !== "") {
    // The server would call whatever stands here from inside the operator's network.
    const verdict = judgeAddress(url, ctx.settings.allowedPrivateHosts, ownHosts(ctx));
    if (!verdict.allowed) return refuse("invalid_input", `url ${verdict.reason}`, { field: "url" });
    if (body["autoCreate"] === true && isText(accountId) && isText(token)) {
      const inbox = { url: verdict.url, accountId, token, name: nameInbox, webhookUrl };
      const made = await makeInbox(inbox);
      if (!made.ok) return made;
    }
  }
  const sent = {
    ...body,
    nameInbox,
    // Either would have the server write into one database of Chatwoot for all of its tenants.
    ...Object.fromEntries(imports.filter((named) => body[named] === true).map((named) => [named, false])),
    ...(body["autoCreate"] === true ? { autoCreate: false } : {}),
  };
  const call = { method: "POST" as const, kind: "chatwoot" as const, verb: ["set"], body: sent };
  const set = await callBots(ctx, actor.tenantId, found.value, call);
  if (!set.ok) return set;
  const autoCreate = body["autoCreate"] === undefined ? {} : { autoCreate: body["autoCreate"] };
  return done({ ...(set.value as object), ...autoCreate, webhook_url: webhookUrl });
}

const imports = ["importContacts", "importMessages"];

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
