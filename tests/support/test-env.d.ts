declare namespace Cloudflare {
  interface Env {
    /** The D1 migrations as the pool read them, applied before each test file. */
    TEST_MIGRATIONS: import("@cloudflare/vitest-pool-workers").D1Migration[];
  }
}
