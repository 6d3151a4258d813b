import { http } from "./http/index";
import { consume } from "./queues/consume";
import { runCron } from "./cron/run";

export { SandboxPhone } from "./sandbox/phone";
export { SignInLimiter } from "./auth/limiter";
export { TenantHub } from "./tenant/hub/hub";
export { TenantJournal } from "./tenant/journal/journal";

export default {
  fetch: (request, env, execution) => http.fetch(request, env, execution),
  queue: (batch, env, execution) => consume(batch, env, execution),
  scheduled: (controller, env, execution) => runCron(controller, env, execution),
} satisfies ExportedHandler<Env>;
