import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import { drawnProfile } from "./drawn-profile";
import { printedAddress } from "./viewer";

const { JTRACE_JAR: jar } = process.env;

/** What a name may be that wants to become markup. */
export const HOSTILE = `</script><img src=x onerror=document.title="broken"><b>&"'\``;

const SHOP: readonly (readonly [string, number])[] = [
  ["com.acme.Main.main@3|com.acme.Shop.serve@7|com.acme.Cache.get@9", 30],
  ["com.acme.Main.main@3|com.acme.Shop.serve@7|java.util.HashMap.get", 10],
  ["com.acme.Main.main@4|com.acme.Batch.run|com.acme.Cache.get@10", 20],
  [`com.acme.Main.main@4|${HOSTILE}`, 25],
  ["com.acme.Main.main@5|com.acme.Log.flush", 15],
];

const BEFORE: readonly (readonly [string, number])[] = [
  ["com.acme.Main.main@3|com.acme.Shop.serve@7|com.acme.Cache.get@9", 50],
  ["com.acme.Main.main@4|com.acme.Batch.run|com.acme.Cache.get@10", 5],
];

const SOURCE = Array.from({ length: 20 }, (_, i) => `line ${i + 1} <i>`);

interface WorkerFixtures {
  /** With `shop.pb`, `before.pb` and the sources of both. */
  readonly folder: string;
  /** The address of a viewer of `shop.pb`, with its token. */
  readonly shop: string;
  /** The same against a base. */
  readonly difference: string;
}

interface TestFixtures {
  /** Opens a view of the profile, or of the difference. */
  readonly open: (path: string, address?: string) => Promise<void>;
}

/** Every test also asserts that the page had no error, which a violated content policy would be; a refused question is none. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  folder: [
    async ({}, use) => {
      base.skip(!(jar && existsSync(jar)), "JTRACE_JAR names no viewer");
      const folder = mkdtempSync(join(tmpdir(), "jtrace-profile-"));
      writeFileSync(join(folder, "shop.pb"), drawnProfile(SHOP));
      writeFileSync(join(folder, "before.pb"), drawnProfile(BEFORE));
      mkdirSync(join(folder, "shop"));
      writeFileSync(join(folder, "shop/Shop.java"), SOURCE.join("\n"));
      await use(folder);
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],
  shop: [
    async ({ folder }, use) => {
      await serve([`--source-path=${folder}`, join(folder, "shop.pb")], use);
    },
    { scope: "worker" },
  ],
  difference: [
    async ({ folder }, use) => {
      const base = `-diff_base=${join(folder, "before.pb")}`;
      await serve([base, join(folder, "shop.pb")], use);
    },
    { scope: "worker" },
  ],
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      const isRefusal = message.text().includes("status of 400");
      if (message.type() === "error" && !isRefusal) errors.push(message.text());
    });
    await use(page);
    base.expect(errors).toEqual([]);
  },
  open: async ({ page, shop }, use) => {
    await use(async (path, address = shop) => {
      await page.goto(address);
      await page.goto(new URL(path, address).href);
    });
  },
});

export const { expect } = base;

async function serve(
  words: readonly string[],
  use: (address: string) => Promise<void>,
): Promise<void> {
  const viewer = spawn("java", [
    "-jar",
    jar as string,
    "pprof",
    "--http",
    "--no-browser",
    ...words,
  ]);
  try {
    await use(await printedAddress(viewer));
  } finally {
    viewer.kill();
  }
}
