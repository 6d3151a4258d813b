import type { Ctx } from "../context";

/** What the doors hand on to one another. */
export interface HttpEnv {
  Bindings: Env;
  Variables: { ctx: Ctx };
}
