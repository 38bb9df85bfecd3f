import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Another one lets two checkouts test at the same time. */
const MOCK_PORT = Number(process.env.JTRACE_MOCK_PORT ?? 4187);
const CANDIDATES = ["chromium", "chromium-browser", "google-chrome"];

/** The browser that is installed; Playwright downloads none. */
function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(":");
  const found = CANDIDATES.flatMap((name) =>
    folders.map((folder) => `${folder}/${name}`),
  );
  return process.env.CHROMIUM_PATH ?? found.find((path) => existsSync(path));
}

/**
 * Two projects run the same tests: `mock` against the synthetic trace of dev/, `real` against the viewer in $JTRACE_JAR on
 * the trace in $JTRACE_TRACE (skipped, visibly, without them).
 */
export default defineConfig({
  testDir: "e2e",
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env.CI !== undefined,
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: findChromium(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    {
      name: "mock",
      testIgnore: "**/real-*.spec.ts",
      metadata: { address: `http://127.0.0.1:${MOCK_PORT}/` },
    },
    {
      name: "real",
      // Colours do not depend on the trace: the mock is looked at in both themes.
      grepInvert: /accessibility faults, dark$/,
      testIgnore: "**/mock-*.spec.ts",
    },
  ],
  webServer: {
    command: `npx vite build && npx vite preview --mode mock --host 127.0.0.1 --port ${MOCK_PORT} --strictPort`,
    url: `http://127.0.0.1:${MOCK_PORT}/`,
    timeout: 120_000,
    reuseExistingServer: false,
  },
});
