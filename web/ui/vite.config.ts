import { defineConfig } from "vite";
import { mockApi } from "./dev/mock-plugin.ts";

/**
 * The production build is a handful of static files with relative addresses,
 * so that the Java server may serve them from any port. With `--mode mock`,
 * Vite's own servers answer the API from the synthetic trace of dev/.
 */
export default defineConfig(({ mode }) => ({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: mode === "mock" ? [mockApi()] : [],
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    // The content security policy forbids inline scripts and data: fonts or scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
}));
