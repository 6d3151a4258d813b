import { Hono } from "hono";
import { changeCredential } from "../../services/credentials/change";
import { createCredential } from "../../services/credentials/create";
import { deleteCredential } from "../../services/credentials/delete";
import { listCredentials } from "../../services/credentials/list";
import type { HttpEnv } from "../variables";
import { readBody } from "./body";
import { problem, respond } from "./problem";

export const credentialsRoutes = new Hono<HttpEnv>()
  .get("/", async (c) => {
    const listed = await listCredentials(c.get("ctx"), c.req.query());
    return listed.ok ? c.json({ credentials: listed.value }) : problem(listed.refusal, c.get("ctx").requestId);
  })
  .post("/", async (c) => {
    const read = await readBody(c);
    return read.ok
      ? respond(await createCredential(c.get("ctx"), read.body), c.get("ctx").requestId, 201)
      : read.response;
  })
  .patch("/:id", async (c) => {
    const read = await readBody(c);
    return read.ok
      ? respond(await changeCredential(c.get("ctx"), c.req.param("id"), read.body), c.get("ctx").requestId)
      : read.response;
  })
  .delete("/:id", async (c) =>
    respond(await deleteCredential(c.get("ctx"), { id: c.req.param("id") }), c.get("ctx").requestId),
  );
