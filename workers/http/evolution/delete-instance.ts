import type { Ctx } from "../../context";
import type { HandlerRequest } from "../../evolution/gateway";
import { evolutionRefusal } from "../../evolution/refusal";
import { deleteInstance } from "../../services/instances/delete";

/** `DELETE /instance/delete/:instance` */
export async function deleteInstanceHandler(ctx: Ctx, request: HandlerRequest): Promise<Response> {
  const deleted = await deleteInstance(ctx, { name: request.call.instance ?? "" });
  if (!deleted.ok) return evolutionRefusal(deleted.refusal, ctx.requestId);
  return Response.json({ status: "SUCCESS", error: false, response: { message: "Instance deleted" } });
}
