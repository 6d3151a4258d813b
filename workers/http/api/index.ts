import { Hono } from "hono";
import type { HttpEnv } from "../variables";
import { deliveriesRoutes, endpointsRoutes } from "./endpoints";
import { botsRoutes } from "./bots";
import { credentialsRoutes } from "./credentials";
import { botTrafficRoutes } from "./bot-traffic";
import { credentialChecksRoutes } from "./credential-checks";
import { identify } from "./identify";
import { instanceLimitsRoutes } from "./instance-limits";
import { keysRoutes } from "./keys";
import { readingRoutes } from "./reading";
import { requestsRoutes } from "./requests";
import { sandboxRoutes } from "./sandbox";
import { usageRoutes } from "./usage";

/** Zapin's own API. Every call names its actor first: a key of the account, or a signed-in person. */
export const apiDoor = new Hono<HttpEnv>()
  .use(identify)
  .route("/bots", botsRoutes)
  .route("/credentials", credentialsRoutes)
  .route("/keys", keysRoutes)
  .route("/endpoints", endpointsRoutes)
  .route("/deliveries", deliveriesRoutes)
  .route("/sandbox/phones", sandboxRoutes)
  .route("/usage", usageRoutes)
  .route("/requests", requestsRoutes)
  .route("/instances", instanceLimitsRoutes)
  .route("/bots", botTrafficRoutes)
  .route("/credentials", credentialChecksRoutes)
  .route("/", readingRoutes)
  .all("*", (c) => {
    const message = `There is no ${c.req.method} ${new URL(c.req.url).pathname}.`;
    return c.json(
      {
        type: "/docs/errors/not_found",
        title: "Not Found",
        status: 404,
        detail: message,
        code: "not_found",
        requestId: c.get("ctx").requestId,
      },
      404,
    );
  });
