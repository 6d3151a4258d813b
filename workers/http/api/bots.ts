import { Hono } from "hono";
import { changeBot } from "../../services/bots/change";
import { changeSession } from "../../services/bots/change-session";
import { createBot } from "../../services/bots/create";
import { deleteBot } from "../../services/bots/delete";
import { getBot } from "../../services/bots/get";
import { listBots } from "../../services/bots/list";
import { listPrompts } from "../../services/bots/list-prompts";
import { listSessions } from "../../services/bots/list-sessions";
import { readBotBudget } from "../../services/bots/read-budget";
import { restorePrompt } from "../../services/bots/restore-prompt";
import { setBotBudget } from "../../services/bots/set-budget";
import type { HttpEnv } from "../variables";
import { readBody } from "./body";
import { problem, respond } from "./problem";

export const botsRoutes = new Hono<HttpEnv>()
  .get("/", async (c) => {
    const bots = await listBots(c.get("ctx"), c.req.query());
    return bots.ok ? c.json({ bots: bots.value }) : problem(bots.refusal, c.get("ctx").requestId);
  })
  .post("/", async (c) => {
    const read = await readBody(c);
    return read.ok ? respond(await createBot(c.get("ctx"), read.body), c.get("ctx").requestId, 201) : read.response;
  })
  // Before the routes of one bot: the ids of bots begin with `bot_`.
  .get("/budget", async (c) => respond(await readBotBudget(c.get("ctx")), c.get("ctx").requestId))
  .put("/budget", async (c) => {
    const read = await readBody(c);
    return read.ok ? respond(await setBotBudget(c.get("ctx"), read.body), c.get("ctx").requestId) : read.response;
  })
  .get("/:id", async (c) => respond(await getBot(c.get("ctx"), { id: c.req.param("id") }), c.get("ctx").requestId))
  .patch("/:id", async (c) => {
    const read = await readBody(c);
    return read.ok
      ? respond(await changeBot(c.get("ctx"), c.req.param("id"), read.body), c.get("ctx").requestId)
      : read.response;
  })
  .delete("/:id", async (c) =>
    respond(await deleteBot(c.get("ctx"), { id: c.req.param("id") }), c.get("ctx").requestId),
  )
  .post("/:id/enable", async (c) =>
    respond(await changeBot(c.get("ctx"), c.req.param("id"), { enabled: true }), c.get("ctx").requestId),
  )
  .post("/:id/disable", async (c) =>
    respond(await changeBot(c.get("ctx"), c.req.param("id"), { enabled: false }), c.get("ctx").requestId),
  )
  .get("/:id/sessions", async (c) => {
    const sessions = await listSessions(c.get("ctx"), { id: c.req.param("id") });
    return sessions.ok ? c.json({ sessions: sessions.value }) : problem(sessions.refusal, c.get("ctx").requestId);
  })
  .post("/:id/sessions", async (c) => {
    const read = await readBody(c);
    return read.ok
      ? respond(await changeSession(c.get("ctx"), c.req.param("id"), read.body), c.get("ctx").requestId)
      : read.response;
  })
  .get("/:id/prompts", async (c) =>
    respond(await listPrompts(c.get("ctx"), { id: c.req.param("id") }), c.get("ctx").requestId),
  )
  .post("/:id/prompts/restore", async (c) => {
    const read = await readBody(c);
    return read.ok
      ? respond(await restorePrompt(c.get("ctx"), c.req.param("id"), read.body), c.get("ctx").requestId)
      : read.response;
  });
