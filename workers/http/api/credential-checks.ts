import { Hono } from "hono";
import { checkCredential } from "../../services/credentials/check";
import { listModels } from "../../services/credentials/list-models";
import type { HttpEnv } from "../variables";
import { problem, respond } from "./problem";

/** What the provider says of a credential. */
export const credentialChecksRoutes = new Hono<HttpEnv>()
  .post("/:id/check", async (c) =>
    respond(await checkCredential(c.get("ctx"), c.req.param("id")), c.get("ctx").requestId),
  )
  .get("/:id/models", async (c) => {
    const models = await listModels(c.get("ctx"), { credentialId: c.req.param("id") });
    return models.ok ? c.json({ models: models.value }) : problem(models.refusal, c.get("ctx").requestId);
  });
