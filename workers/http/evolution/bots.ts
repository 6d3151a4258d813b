import type { Ctx } from "../../context";
import type { BotKind } from "../../domain/bot";
import type { Outcome } from "../../domain/outcome";
import type { BotRefusal } from "../../evolution/bots/call";
import { botCheck, credentialCheck, startCheck } from "../../evolution/checks/bots";
import { complaints, type Rule } from "../../evolution/checks/check";
import type { HandlerRequest, Handlers } from "../../evolution/gateway";
import { evolutionRefusal, invalidBody } from "../../evolution/refusal";
import { changeEvolutionStatus } from "../../services/evolution-bots/change-status";
import { createEvolutionBot } from "../../services/evolution-bots/create";
import { deleteEvolutionBot } from "../../services/evolution-bots/delete";
import { deleteEvolutionCredential } from "../../services/evolution-bots/delete-credential";
import { fetchEvolutionBot, findEvolutionBots } from "../../services/evolution-bots/find";
import { ignoreEvolutionContact } from "../../services/evolution-bots/ignore-contact";
import { keepEvolutionCredential } from "../../services/evolution-bots/keep-credential";
import { listEvolutionCredentials } from "../../services/evolution-bots/list-credentials";
import { listEvolutionModels } from "../../services/evolution-bots/list-models";
import { listEvolutionSessions } from "../../services/evolution-bots/list-sessions";
import { readEvolutionSettings } from "../../services/evolution-bots/read-settings";
import { saveEvolutionSettings } from "../../services/evolution-bots/save-settings";
import { startEvolutionTypebot } from "../../services/evolution-bots/start";
import { updateEvolutionBot } from "../../services/evolution-bots/update";
import { jsonBody } from "./body";

type BotHandlers = Omit<
  Handlers,
  | "createInstance"
  | "fetchInstances"
  | "deleteInstance"
  | "setWebhook"
  | "findWebhook"
  | "setTransport"
  | "findTransport"
  | "setChatwoot"
  | "findChatwoot"
>;

/** The routes of the seven kinds of bots, in Evolution's words. */
export const botHandlers: BotHandlers = {
  createBot: withBody(
    (request) => botCheck(kindOf(request)),
    (ctx, request, body) => createEvolutionBot(ctx, { ...askedOf(request), body }),
    201,
  ),
  findBots: plain((ctx, request) => findEvolutionBots(ctx, askedOf(request))),
  fetchBot: plain((ctx, request) => fetchEvolutionBot(ctx, { ...askedOf(request), id: idOf(request) })),
  updateBot: withBody(
    (request) => botCheck(kindOf(request)),
    (ctx, request, body) => updateEvolutionBot(ctx, { ...askedOf(request), id: idOf(request), body }),
  ),
  deleteBot: plain((ctx, request) => deleteEvolutionBot(ctx, { ...askedOf(request), id: idOf(request) })),
  saveBotSettings: withBody(null, (ctx, request, body) => saveEvolutionSettings(ctx, { ...askedOf(request), body })),
  readBotSettings: plain((ctx, request) => readEvolutionSettings(ctx, askedOf(request))),
  changeBotStatus: withBody(null, (ctx, request, body) => changeEvolutionStatus(ctx, { ...askedOf(request), body })),
  listBotSessions: plain((ctx, request) => listEvolutionSessions(ctx, { ...askedOf(request), id: idOf(request) })),
  ignoreBotContact: withBody(null, (ctx, request, body) => ignoreEvolutionContact(ctx, { ...askedOf(request), body })),
  startTypebot: withBody(
    () => startCheck,
    (ctx, request, body) => startEvolutionTypebot(ctx, { ...askedOf(request), body: body as unknown as StartBody }),
  ),
  keepBotCredential: withBody(
    () => credentialCheck,
    (ctx, request, body) => keepEvolutionCredential(ctx, { ...askedOf(request), body }),
    201,
  ),
  listBotCredentials: plain((ctx, request) => listEvolutionCredentials(ctx, askedOf(request))),
  deleteBotCredential: plain((ctx, request) =>
    deleteEvolutionCredential(ctx, { ...askedOf(request), id: idOf(request) }),
  ),
  listBotModels: plain((ctx, request) =>
    listEvolutionModels(ctx, { ...askedOf(request), credentialId: request.query.get("openaiCredsId") }),
  ),
};

type Handler = (ctx: Ctx, request: HandlerRequest) => Promise<Response>;
type StartBody = Parameters<typeof startEvolutionTypebot>[1]["body"];
type Answer = Promise<Outcome<unknown, BotRefusal>>;

function plain(verb: (ctx: Ctx, request: HandlerRequest) => Answer): Handler {
  return async (ctx, request) => answerOf(ctx, await verb(ctx, request), 200);
}

/** A route that takes a body, which Evolution checks first. */
function withBody(
  checkOf: ((request: HandlerRequest) => Rule) | null,
  verb: (ctx: Ctx, request: HandlerRequest, body: Record<string, unknown>) => Answer,
  status = 200,
): Handler {
  return async (ctx, request) => {
    const read = await jsonBody(request, ctx.requestId);
    if (!read.ok) return read.response;
    const wrong = checkOf ? complaints(read.body, checkOf(request)) : [];
    if (wrong.length > 0) return invalidBody(wrong, ctx.requestId);
    return answerOf(ctx, await verb(ctx, request, read.body), status);
  };
}

/** What a verb answered, in Evolution's words: upstream's own, where it was upstream that refused. */
export function answerOf(ctx: Ctx, outcome: Awaited<Answer>, status: number): Response {
  if (outcome.ok) return Response.json(outcome.value, { status });
  const { said } = outcome.refusal;
  if (said) return Response.json(said.body, { status: said.status });
  return evolutionRefusal(outcome.refusal, ctx.requestId);
}

function kindOf(request: HandlerRequest): BotKind {
  return request.call.operation.path.split("/")[1] as BotKind;
}

function askedOf(request: HandlerRequest): { kind: BotKind; instance: string } {
  return { kind: kindOf(request), instance: request.call.instance ?? "" };
}

function idOf(request: HandlerRequest): string {
  return request.call.parameters[0] ?? "";
}
