import { index, layout, route, type RouteConfig } from "@remix-run/route-config";

/** The map of the console's pages. What is not here is answered by `routes/not-found.tsx`. */
export default [
  index("routes/home.tsx"),

  // Accounts: for people who are not signed in.
  route("login", "routes/login.tsx"),
  route("register", "routes/register.tsx"),
  route("check-mail", "routes/check-mail.tsx"),
  route("verify-email", "routes/verify-email.tsx"),
  route("forgot-password", "routes/forgot-password.tsx"),
  route("reset-password", "routes/reset-password.tsx"),
  route("logout", "routes/logout.tsx"),

  // The console: one layout that asks for a signed-in person with a tenant.
  layout("routes/console.tsx", [
    route("dashboard", "routes/dashboard.tsx"),
    route("instances", "routes/instances/list.tsx"),
    route("instances/new", "routes/instances/new.tsx"),
    route("instances/import", "routes/instances/import.tsx"),
    route("instances/import/:id", "routes/instances/import-progress.tsx"),
    route("instances/:name", "routes/instances/detail.tsx"),
    route("instances/:name/settings", "routes/instances/settings.tsx"),
    route("webhooks", "routes/webhooks/list.tsx"),
    route("webhooks/new", "routes/webhooks/new.tsx"),
    route("webhooks/:id", "routes/webhooks/detail.tsx"),
    route("webhooks/:id/edit", "routes/webhooks/edit.tsx"),
    route("webhooks/:id/deliveries/:deliveryId", "routes/webhooks/delivery.tsx"),
    route("analytics", "routes/analytics.tsx"),
    // One page with a tab for each log.
    route("logs", "routes/logs/layout.tsx", [
      index("routes/logs/requests.tsx"),
      route("requests/:id", "routes/logs/request.tsx"),
      route("events", "routes/logs/events.tsx"),
      route("events/:sequence", "routes/logs/event.tsx"),
    ]),
    route("bots", "routes/bots/list.tsx"),
    route("bots/new", "routes/bots/new.tsx"),
    route("bots/credentials", "routes/bots/credentials.tsx"),
    route("bots/:id/setup/:step", "routes/bots/setup.tsx"),
    // One bot: a page with a tab for each of its sides.
    route("bots/:id", "routes/bots/layout.tsx", [
      index("routes/bots/overview.tsx"),
      route("prompts", "routes/bots/prompts.tsx"),
      route("sessions", "routes/bots/sessions.tsx"),
      route("test", "routes/bots/test.tsx"),
      route("analytics", "routes/bots/analytics.tsx"),
    ]),
    route("api-keys", "routes/api-keys.tsx"),
    route("api-keys/:id", "routes/api-keys.edit.tsx"),
    route("settings", "routes/settings.tsx"),
    // For whoever runs the deployment; everybody else finds nothing there.
    route("admin/servers", "routes/admin/servers.tsx"),
    route("admin/prices", "routes/admin/prices.tsx"),
  ]),

  // The documentation: for everybody.
  layout("routes/docs/layout.tsx", [
    route("docs", "routes/docs/index.tsx"),
    route("docs/api", "routes/docs/api.tsx"),
    route("docs/api/:family", "routes/docs/family.tsx"),
    route("docs/compatibility", "routes/docs/compatibility.tsx"),
    route("docs/events", "routes/docs/events.tsx"),
    route("docs/errors", "routes/docs/errors.tsx"),
    route("docs/errors/:code", "routes/docs/error.tsx"),
    route("docs/guides/move-from-evolution", "routes/docs/guides/move-from-evolution.tsx"),
    route("docs/guides/n8n", "routes/docs/guides/n8n.tsx"),
    route("docs/guides/sdks", "routes/docs/guides/sdks.tsx"),
    route("docs/guides/webhooks", "routes/docs/guides/webhooks.tsx"),
    route("docs/guides/keys", "routes/docs/guides/keys.tsx"),
    route("docs/guides/live", "routes/docs/guides/live.tsx"),
    route("docs/guides/limits", "routes/docs/guides/limits.tsx"),
  ]),

  // Choices that outlive the page: plain form posts that set a cookie.
  route("language", "routes/language.ts"),
  route("theme", "routes/theme.ts"),

  // Answers 404 unless the deployment is a development one.
  route("dev/mail", "routes/dev-mail.tsx"),

  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
