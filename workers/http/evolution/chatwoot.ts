import type { Handlers } from "../../evolution/gateway";
import { findChatwoot } from "../../services/chatwoot/find";
import { setChatwoot } from "../../services/chatwoot/set";
import { answerOf } from "./bots";
import { jsonBody } from "./body";

/** The two routes of Chatwoot that a client calls. The third, which Chatwoot calls, is `/hooks/chatwoot`. */
export const chatwootHandlers: Pick<Handlers, "setChatwoot" | "findChatwoot"> = {
  async setChatwoot(ctx, request) {
    const read = await jsonBody(request, ctx.requestId);
    if (!read.ok) return read.response;
    const asked = { instance: request.call.instance ?? "", body: read.body };
    return answerOf(ctx, await setChatwoot(ctx, asked), 201);
  },

  async findChatwoot(ctx, request) {
    return answerOf(ctx, await findChatwoot(ctx, { instance: request.call.instance ?? "" }), 200);
  },
};
