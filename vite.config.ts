import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), remix(remixOptions)],
  // Remix keeps both React builds in the server bundle and picks one at run time;
  // naming the environment here leaves the development build out.
  define: isSsrBuild ? { "process.env.NODE_ENV": '"production"' } : {},
  build: {
    target: "es2022",
    rollupOptions: isSsrBuild
      ? // The pages must share the Worker's own modules (AsyncLocalStorage, error classes):
        // inlining would give them a second copy of each.
        { external: [/^#workers\//, /^cloudflare:/, /^node:/] }
      : {},
  },
  ssr: { noExternal: true, external: [], resolve: { conditions: ["workerd", "worker", "browser"] } },
}));
