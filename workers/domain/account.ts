import * as z from "zod";

/** Long enough that a guess at five tries a minute is hopeless, short enough for a sentence. */
export const passwordMinimum = 10;
/** More would only cost hashing time. */
export const passwordMaximum = 128;

export const personName = z
  .string({ error: "must be a string" })
  .trim()
  .min(1, "must not be empty")
  .max(80, "must be at most 80 characters");

export const emailAddress = z
  .string({ error: "must be a string" })
  .trim()
  .toLowerCase()
  .max(254, "must be at most 254 characters")
  .pipe(z.email("must be an e-mail address"));

export const newPassword = z
  .string({ error: "must be a string" })
  .min(passwordMinimum, `must be at least ${passwordMinimum} characters`)
  .max(passwordMaximum, `must be at most ${passwordMaximum} characters`);

export const signUpInput = z.object({ name: personName, email: emailAddress, password: newPassword });

export const emailInput = z.object({ email: emailAddress });

/** A password that exists is only compared, so its form is not judged: it may be older than today's rules. */
export const signInInput = z.object({
  email: emailAddress,
  password: z.string({ error: "must be a string" }).min(1, "must not be empty").max(passwordMaximum, "is too long"),
});

export const resetInput = z.object({
  token: z.string({ error: "must be a string" }).min(1, "must not be empty").max(200, "is too long"),
  password: newPassword,
});
