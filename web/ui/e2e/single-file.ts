import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test as base } from "@playwright/test";

const { JTRACE_JAR: jar, JTRACE_TRACE: trace } = process.env;

/** The viewer and the trace of these tests. */
export const JAR = jar ?? "";
export const TRACE = trace ?? "";

interface Fixtures {
  /** A folder that goes with the test. */
  readonly folder: string;
  /** Exports a recording as a single file and opens it from the disk; answers its address. */
  readonly open: (recording: string, ...options: string[]) => Promise<string>;
}

/** Every test also asserts that the page had no error and asked nothing of a network. */
export const test = base.extend<Fixtures>({
  folder: async ({}, use) => {
    base.skip(
      !(JAR && TRACE && existsSync(JAR) && existsSync(TRACE)),
      "JTRACE_JAR and JTRACE_TRACE name no viewer and trace",
    );
    const folder = mkdtempSync(join(tmpdir(), "jtrace-single-"));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
  open: async ({ page, folder }, use) => {
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("request", (request) => {
      if (!/^(file|data|blob):/.test(request.url()))
        problems.push(request.url());
    });
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await use(async (recording, ...options) => {
      const file = join(folder, "trace.html");
      const line = ["export", "--format=html", "-o", file, ...options];
      execFileSync("java", ["-jar", JAR, ...line, recording]);
      const address = pathToFileURL(file).href;
      await page.goto(address);
      return address;
    });
    base.expect(problems).toEqual([]);
  },
});

export const { expect } = base;
