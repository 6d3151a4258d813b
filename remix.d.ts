// A module, so that what follows adds to Remix's types; in a script it would replace them.
export {};

declare module "@remix-run/cloudflare" {
  interface Future {
    v3_singleFetch: true;
  }
  interface AppLoadContext {
    /** The verb context of this request, with the signed-in person as its actor, if any. */
    ctx: import("./workers/context").Ctx;
    /** better-auth's answer to "who is this", read once per request. */
    session: import("./workers/auth/session").Session | null;
    /** Goes into every script tag; the Content-Security-Policy names it. */
    nonce: string;
    cloudflare: { env: Env; ctx: ExecutionContext };
  }
}
