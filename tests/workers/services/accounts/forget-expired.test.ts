import { env } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { readSession } from "#workers/auth/session";
import { openDatabase } from "#workers/db/client";
import { session, user } from "#workers/db/schema/auth";
import { forgetExpired } from "#workers/services/accounts/forget-expired";
import { signUp } from "#workers/services/accounts/sign-up";
import { accountCtx, personRequest } from "#tests/support/accounts";
import { confirmed, password, signedIn } from "#tests/support/people";

const db = openDatabase(env.DB);
const dayMs = 24 * 60 * 60_000;
const known = async (email: string) => (await db.select().from(user).where(eq(user.email, email))).length;

test("ended sessions and abandoned accounts go; what is in use stays", async () => {
  const stays = await confirmed("stays@example.com");
  const cookies = await signedIn(stays);
  await signUp(accountCtx(), { name: "Gone", email: "gone@example.com", password, request: personRequest() });

  await forgetExpired({ db, now: () => Date.now() });
  expect(await readSession(env, personRequest(cookies))).not.toBeNull();
  expect(await known("gone@example.com")).toBe(1);

  await forgetExpired({ db, now: () => Date.now() + 8 * dayMs });
  expect(await known("gone@example.com")).toBe(0);
  expect(await known(stays)).toBe(1);
  expect(await db.select().from(session)).toEqual([]);
});
