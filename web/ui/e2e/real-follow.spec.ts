import { spawn } from "node:child_process";
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drawn, expect, printedAddress, test, timeline } from "./viewer";

/** A viewer of its own, which follows a copy of the trace that the test lets grow. */
const follow = test.extend<{ grow: () => void }>({
  grow: async ({ page }, use) => {
    const folder = mkdtempSync(join(tmpdir(), "jtrace-follow-"));
    const file = join(folder, "growing.jfr");
    const bytes = readFileSync(process.env.JTRACE_TRACE as string);
    writeFileSync(file, bytes);
    const viewer = spawn("java", [
      "-jar",
      process.env.JTRACE_JAR as string,
      "--no-browser",
      "--follow",
      file,
    ]);
    try {
      await page.goto(await printedAddress(viewer));
      await use(() => appendFileSync(file, bytes));
    } finally {
      viewer.kill();
      rmSync(folder, { recursive: true });
    }
  },
});

const WINDOW = "t=100ms..400ms";

follow(
  "a recording that has grown is shown, and the window stays",
  async ({ page, grow }) => {
    await page.goto(new URL(`/overview?${WINDOW}`, page.url()).href);
    await expect(page.getByTestId("following")).toBeVisible();
    const sizes = page.locator(".facts-sizes");
    const before = await sizes.innerText();
    const chip = await page.getByTestId("window-chip").innerText();

    grow();

    await expect(sizes).not.toHaveText(before, { timeout: 60_000 });
    expect(await page.getByTestId("window-chip").innerText()).toBe(chip);
    expect(page.url()).toContain(WINDOW);
  },
);

follow("the timeline is drawn anew without moving", async ({ page, grow }) => {
  await page.goto(new URL(`/timeline?v=100ms..400ms`, page.url()).href);
  await drawn(page);
  const tiles = page.waitForRequest("**/api/tiles", { timeout: 60_000 });

  grow();

  await tiles;
  await drawn(page);
  await expect(timeline(page)).toBeVisible();
  expect(page.url()).toContain("v=100ms..400ms");
});
