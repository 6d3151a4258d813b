import { drizzleAdapter } from "@better-auth/drizzle-adapter";
import { createAuthMiddleware } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { organization } from "better-auth/plugins/organization";
import { and, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import * as tables from "../db/schema/auth";
import { passwordMaximum, passwordMinimum } from "../domain/account";
import { AppError } from "../domain/error";
import { localeOf } from "../mail/locale";
import { existingAccountMail, resetPasswordMail, verificationMail } from "../mail/messages";
import { mailSender } from "../mail/sender";
import { readSettings } from "../settings";
import { inBackground } from "./background";
import { newTenantId, randomId } from "./identifiers";
import { cookiePrefix, landingPath } from "./paths";
import { signInRules } from "./rules";

export type Auth = ReturnType<typeof createAuth>;

const daySeconds = 24 * 60 * 60;

/** better-auth as Zapin runs it. Costs about 1.5 ms: `authFor` makes it once per isolate. */
export function createAuth(env: Env) {
  const database = drizzle(env.DB, { schema: tables });
  const mail = mailSender(env);
  const { publicUrl } = readSettings(env);
  // Whoever guesses the secret signs sessions; an empty one must not pass for one.
  if ((env.AUTH_SECRET ?? "").length < 32) {
    throw new AppError("auth_secret", "The operator has not set AUTH_SECRET (32 characters or more).");
  }
  return betterAuth({
    appName: "Zapin",
    // One fixed address: links in mails must never follow a Host header that somebody sent.
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret: env.AUTH_SECRET,
    trustedOrigins: [new URL(publicUrl).origin],
    telemetry: { enabled: false },
    // A wrong password is no event for the operator's log.
    logger: { level: "error" },
    // D1 has no interactive transactions.
    database: drizzleAdapter(database, { provider: "sqlite", schema: tables, transaction: false }),
    session: {
      expiresIn: 7 * daySeconds,
      updateAge: daySeconds,
      // A cached cookie would outlive signing out for as long as it is cached.
      cookieCache: { enabled: false },
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: passwordMinimum,
      maxPasswordLength: passwordMaximum,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 60 * 60,
      sendResetPassword: async ({ user, token }, request) => {
        const link = `${publicUrl}/reset-password?token=${token}`;
        await mail.send(resetPasswordMail({ to: user.email, name: user.name, link, locale: localeOf(request) }));
      },
      // Whoever signs up with an address in use sees what everybody sees; its owner gets this mail.
      onExistingUserSignUp: async ({ user }, request) => {
        const link = `${publicUrl}/login`;
        await mail.send(existingAccountMail({ to: user.email, name: user.name, link, locale: localeOf(request) }));
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      autoSignInAfterVerification: true,
      expiresIn: daySeconds,
      sendVerificationEmail: async ({ user, token }, request) => {
        const link = new URL("/api/auth/verify-email", publicUrl);
        link.searchParams.set("token", token);
        link.searchParams.set("callbackURL", landingPath);
        await mail.send(
          verificationMail({ to: user.email, name: user.name, link: link.href, locale: localeOf(request) }),
        );
      },
    },
    // Mails that no request causes are written in the language of the person's last sign-in.
    databaseHooks: {
      session: {
        create: {
          after: async ({ userId }, context) => {
            const asked = context?.request ?? (context?.headers ? { headers: context.headers } : undefined);
            await database
              .update(tables.user)
              .set({ locale: localeOf(asked) })
              .where(eq(tables.user.id, userId));
          },
        },
      },
    },
    hooks: { before: createAuthMiddleware((context) => forgetUnverified(database, context)) },
    rateLimit: {
      enabled: true,
      customRules: signInRules(env),
      customStorage: {
        consume: (key, rule) => env.SIGN_IN_LIMITER.getByName(key).consume({ window: rule.window, max: rule.max }),
      },
    },
    advanced: {
      cookiePrefix,
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
      database: {
        generateId: ({ model }) => (model === "tenant" || model === "organization" ? newTenantId() : randomId(24)),
      },
      backgroundTasks: { handler: inBackground },
    },
    plugins: [
      organization({
        // Tenants are made by `services/tenants/ensure` and deleted with their Objects, never from here.
        allowUserToCreateOrganization: false,
        disableOrganizationDeletion: true,
        schema: {
          organization: { modelName: "tenant" },
          member: { modelName: "membership", fields: { organizationId: "tenantId" } },
          invitation: { modelName: "invitation", fields: { organizationId: "tenantId" } },
          session: { fields: { activeOrganizationId: "activeTenantId" } },
        },
      }),
    ],
  });
}

const made = new WeakMap<Env, Auth>();

/** The isolate's better-auth. */
export function authFor(env: Env): Auth {
  let auth = made.get(env);
  if (!auth) made.set(env, (auth = createAuth(env)));
  return auth;
}

/**
 * An address that nobody has proven belongs to whoever signs up last. Otherwise a stranger could
 * sign up with somebody's address first, and that person's own confirmation would open the account
 * to the stranger's password. Links of the forgotten account die with it: they name its id.
 */
async function forgetUnverified(
  database: ReturnType<typeof drizzle<typeof tables>>,
  context: { path: string; body?: unknown },
): Promise<void> {
  if (context.path !== "/sign-up/email") return;
  const email = (context.body as { email?: unknown } | undefined)?.email;
  if (typeof email !== "string") return;
  const { user } = tables;
  await database.delete(user).where(and(eq(user.email, email.trim().toLowerCase()), eq(user.emailVerified, false)));
}
