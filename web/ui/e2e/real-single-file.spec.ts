import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test, TRACE } from "./single-file";
import { drawn, hoverASpan, pixels, timeline } from "./viewer";

/** What ends a script, what begins a comment in one, and what ends a line of one. */
const HOSTILE = `</script><script>document.title="broken"</script><!-- <script>\u2028\u2029 ]]> \${x} \\ <img src=x onerror=document.title="broken">`;

const LITERAL = JSON.stringify(HOSTILE).replace(
  /[\u0080-\uffff]/g,
  (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
);

const HOSTILE_PROGRAM = `
  public class Hostile {
    static class Note extends jdk.jfr.Event {
      String text;
    }

    public static void main(String[] args) throws Exception {
      Thread thread = new Thread(() -> {
        for (int i = 0; i < 20; i++) {
          try { Thread.sleep(25); } catch (InterruptedException e) { return; }
        }
        Note note = new Note();
        note.text = ${LITERAL};
        note.commit();
      }, ${LITERAL});
      thread.start();
      thread.join();
    }
  }`;

async function showTimeline(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Timeline", exact: true }).click();
  await drawn(page);
}

test("a single file zooms and tells of spans without a server", async ({
  page,
  open,
}) => {
  await open(TRACE);
  await expect(page.locator(".facts-sizes")).toBeVisible();
  await showTimeline(page);
  const before = await pixels(page);
  const box = (await timeline(page).boundingBox())!;
  await page.mouse.move(box.x + 600, box.y + 300);
  await page.keyboard.down("Control");
  for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -300);
  await page.keyboard.up("Control");
  await expect.poll(() => pixels(page)).not.toBe(before);
  await drawn(page);
  expect(page.url()).toContain("#/timeline?v=");

  const at = await hoverASpan(page, 700);
  await page.mouse.click(at.x, at.y);
  const details = page.getByTestId("span-details");
  await expect(details).toContainText("Duration");
  expect(page.url()).toContain("sel=");
});

test("pages, reloads and the back key work from a disk", async ({
  page,
  open,
}) => {
  await open(TRACE, "--from=500ms", "--to=1s");
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
  const record = `-XX:StartFlightRecording:filename=${recording}`;
  execFileSync("java", [record, program]);

  await open(recording);

  await page.getByRole("link", { name: "Threads", exact: true }).click();
  await expect(page.getByText(HOSTILE).first()).toBeVisible();
  await showTimeline(page);
  expect(await page.title()).toBe("hostile.jfr – jtrace");
  expect(await page.locator("img").count()).toBe(0);

  await page.keyboard.press("Control+k");
  await page.getByLabel("Search threads").fill("<!--");
  const hits = page.getByRole("option").filter({ hasText: HOSTILE });
  await expect(hits.filter({ hasText: /^thread/ })).toBeVisible();
  await hits.filter({ hasText: /^event/ }).click();
  await expect(page.getByTestId("event-fields")).toContainText(HOSTILE);
  expect(await page.locator("img").count()).toBe(0);
});
