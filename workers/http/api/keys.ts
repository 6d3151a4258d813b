import { Hono } from "hono";
import { changeKey } from "../../services/keys/change";
import { issueKey } from "../../services/keys/issue";
import { listKeys } from "../../services/keys/list";
import { revokeKey } from "../../services/keys/revoke";
import { rotateKey } from "../../services/keys/rotate";
import type { HttpEnv } from "../variables";
import { readBody } from "./body";
import { problem, respond } from "./problem";

export const keysRoutes = new Hono<HttpEnv>()
  .get("/", async (c) => {
    const keys = await listKeys(c.get("ctx"));
    return keys.ok ? c.json({ keys: keys.value }) : problem(keys.refusal, c.get("ctx").requestId);
  })
  .post("/", async (c) => {
    const read = await readBody(c);
    return read.ok ? respond(await issueKey(c.get("ctx"), read.body), c.get("ctx").requestId, 201) : read.response;
  })
  .patch("/:id", async (c) => {
    const read = await readBody(c);
    return read.ok
      ? respond(await changeKey(c.get("ctx"), c.req.param("id"), read.body), c.get("ctx").requestId)
      : read.response;
  })
  .post("/:id/rotate", async (c) => {
    const read = await readBody(c);
    return read.ok
      ? respond(await rotateKey(c.get("ctx"), c.req.param("id"), read.body), c.get("ctx").requestId, 201)
      : read.response;
  })
  .delete("/:id", async (c) =>
    respond(await revokeKey(c.get("ctx"), { id: c.req.param("id") }), c.get("ctx").requestId),
  );
