import { defineConfig } from "vite";

/**
 * The production build is a handful of static files with relative addresses,
 * so that the Java server may serve them from any port.
 */
export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    // The content security policy forbids inline scripts and data: fonts or scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
