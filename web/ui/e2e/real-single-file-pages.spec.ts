import { spawn } from "node:child_process";
import type { Page } from "@playwright/test";
import { expect, JAR, test, TRACE } from "./single-file";
import { drawn, printedAddress, timeline } from "./viewer";

const WINDOW = "t=500ms..1.5s";

/** Addresses whose pages a single file has as the server has them. */
const SAME = [
  "/overview",
  "/scheduling",
  "/scheduling?by=kind",
  "/gc",
  "/gc?kind=safepoints,percentiles",
  "/threads",
  "/threads?by=startSite",
  `/threads?${WINDOW}`,
  "/group?group=main",
  `/group?by=kind&group=platform&${WINDOW}`,
  "/thread?id=0",
  `/thread?id=1&${WINDOW}`,
  "/blocking",
  `/blocking?${WINDOW}`,
  "/blocking?kind=monitor&weight=max",
  "/blocking?kind=park&weight=count&focus=java&hide=^jdk",
  "/blocking?kind=scheduler&by=kind&group=virtual",
  "/blocking?kind=pinned",
  "/blocking?kind=cpu",
  "/blocking?kind=alloc&group=main",
  "/cpu",
  "/cpu?kind=time&type=load",
  "/cpu?kind=time&group=main",
  "/tasks",
  `/regions?${WINDOW}`,
];

/** Addresses that a single file has no page for, and what it says there. */
const NOT_HERE: readonly (readonly [address: string, sentence: string])[] = [
  [`/overview?${WINDOW}`, "clear the time window"],
  [`/scheduling?${WINDOW}`, "clear the time window"],
  [`/gc?${WINDOW}`, "clear the time window"],
  ["/gc?size=20ms", "does not hold the worst windows"],
  ["/scheduling?group=main", "clear the group"],
  ["/critical-path?id=0", "does not tell of critical paths"],
  [`/cpu?${WINDOW}`, "clear the time window"],
  ["/locks", "does not tell of locks"],
  ["/io", "does not tell of hosts and files"],
  ["/events", "does not hold all events"],
  ["/thread?id=99999999", "no such thread"],
  ["/group?group=nobody", "no thread of the group"],
];

/** Downloads, or the sentence in their place. */
const ONLY_WITH_A_SERVER =
  /pprof ↓ ?|network ↓ sync ↓ syscall ↓ scheduler ↓|needs the recording/g;

/** What a page says: without what is being loaded, and without what only a server has. */
async function words(page: Page): Promise<string> {
  const text = await page.locator("main").innerText();
  expect(text).not.toContain("Loading");
  return text.replace(/\s+/g, " ").replaceAll(ONLY_WITH_A_SERVER, "");
}

test("pages of a single file say what the server's pages say", async ({
  page,
  open,
  context,
}) => {
  test.setTimeout(300_000);
  const file = await open(TRACE);
  const viewer = spawn("java", [
    ...["-jar", JAR, "--no-browser", "--http=127.0.0.1:0", TRACE],
  ]);
  try {
    const server = await printedAddress(viewer);
    const other = await context.newPage();
    await other.goto(server);
    for (const address of SAME) {
      await other.goto(new URL(address, server).href);
      await page.goto(`${file}#${address}`);
      await expect(async () => {
        expect(await words(page), address).toBe(await words(other));
      }).toPass({ timeout: 30_000 });
      await expect(page.getByRole("alert"), address).toHaveCount(0);
    }
  } finally {
    viewer.kill();
  }
});

test("a single file says in a sentence what it does not hold", async ({
  page,
  open,
}) => {
  const file = await open(TRACE);
  for (const [address, sentence] of NOT_HERE) {
    await page.goto(`${file}#${address}`);
    await expect(page.getByRole("alert").first(), address).toContainText(
      sentence,
    );
  }
});

test("the timeline of a single file has all kinds of rows", async ({
  page,
  open,
}) => {
  const file = await open(TRACE);
  for (const by of ["name", "startSite", "kind"]) {
    await page.goto(`${file}#/timeline?by=${by}&stacks=0,1,2`);
    await drawn(page);
    await expect(page.getByRole("alert"), by).toHaveCount(0);
  }
  // Not every trace has carriers, nor perf data of processors.
  for (const by of ["carrier", "cpu"]) {
    await page.goto(`${file}#/timeline?by=${by}`);
    await expect(timeline(page)).toHaveAttribute("data-complete", "true");
    await expect(page.getByRole("alert"), by).toHaveCount(0);
  }
  await page.goto(`${file}#/timeline?by=name&q=state:parked dur>1ms`);
  await drawn(page);
  await page.goto(`${file}#/timeline?${WINDOW}`);
  await drawn(page);
  await expect(page.getByRole("tab").first()).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});
