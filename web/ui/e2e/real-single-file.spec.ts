import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test as base, type Page } from "@playwright/test";
import { drawn, pixels, timeline } from "./viewer";

const { JTRACE_JAR: jar, JTRACE_TRACE: trace } = process.env;

const HOSTILE = `</script><script>document.title="broken"</script><img src=x onerror=document.title="broken">`;

const HOSTILE_PROGRAM = `
  public class Hostile {
    public static void main(String[] args) throws Exception {
      Thread thread = new Thread(() -> {
        for (int i = 0; i < 20; i++) {
          try { Thread.sleep(25); } catch (InterruptedException e) { return; }
        }
      }, args[0]);
      thread.start();
      thread.join();
    }
  }`;

/** Exports recordings as single files into a folder that goes with the test; nothing may be asked of a network. */
const test = base.extend<{
  folder: string;
  open: (recording: string, ...options: string[]) => Promise<void>;
}>({
  folder: async ({}, use) => {
    base.skip(
      !(jar && trace && existsSync(jar) && existsSync(trace)),
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
      execFileSync("java", ["-jar", jar as string, ...line, recording]);
      await page.goto(pathToFileURL(file).href);
    });
    expect(problems).toEqual([]);
  },
});

async function showTimeline(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Timeline", exact: true }).click();
  await drawn(page);
}

test("a single file zooms and tells of spans without a server", async ({
  page,
  open,
}) => {
  await open(trace as string);
  await expect(page.locator(".facts-sizes")).toBeVisible();
  await showTimeline(page);
  const before = await pixels(page);
  const box = (await timeline(page).boundingBox())!;
  await page.mouse.move(box.x + 600, box.y + 300);
  await page.keyboard.down("Control");
  for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -300);
  await page.keyboard.up("Control");
  let row = 0;
  await expect.poll(() => pixels(page)).not.toBe(before);
  await drawn(page);
  expect(page.url()).toContain("#/timeline?v=");

  const details = page.getByTestId("span-details");
  await expect
    .poll(async () => {
      await page.mouse.click(box.x + 700, box.y + 60 + 11 * row++);
      return details.isVisible();
    })
    .toBe(true);
  await expect(details).toContainText("Duration");
  expect(page.url()).toContain("sel=");
});

test("pages, reloads and the back key work from a disk", async ({
  page,
  open,
}) => {
  await open(trace as string, "--from=500ms", "--to=1s");
  await expect(page.locator(".facts-sizes")).toBeVisible();
  await page.getByRole("link", { name: "Threads", exact: true }).click();
  await expect(
    page.getByRole("heading", { name: "Threads", exact: true }),
  ).toBeVisible();
  await page.locator("tbody a").first().click();
  await expect(page.getByText("Breakdown").first()).toBeVisible();
  await page.reload();
  await expect(page.getByText("Breakdown").first()).toBeVisible();
  await page.goBack();
  await expect(
    page.getByRole("heading", { name: "Threads", exact: true }),
  ).toBeVisible();
  await expect(page.getByText("Single file")).toBeVisible();
  await expect(page.getByRole("button", { name: /Export/ })).toHaveCount(0);
});

test("a thread with a name of HTML stays a thread", async ({
  page,
  folder,
  open,
}) => {
  const program = join(folder, "Hostile.java");
  const recording = join(folder, "hostile.jfr");
  writeFileSync(program, HOSTILE_PROGRAM);
  execFileSync("java", [
    `-XX:StartFlightRecording:filename=${recording}`,
    program,
    HOSTILE,
  ]);

  await open(recording);

  await page.getByRole("link", { name: "Threads", exact: true }).click();
  await expect(page.getByText(HOSTILE).first()).toBeVisible();
  await showTimeline(page);
  expect(await page.title()).toBe("hostile.jfr – jtrace");
  expect(await page.locator("img").count()).toBe(0);
});
