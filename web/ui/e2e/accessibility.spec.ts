import type { Page } from "@playwright/test";
import { faults } from "./faults";
import { expect, test, timeline, waitWithStack } from "./viewer";

/** Graphs are tables too. */
async function asTable(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "As table" });
  if ((await button.count()) > 0) await button.click();
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  if (new URL(page.url()).pathname === "/timeline")
    await expect(timeline(page)).toHaveAttribute("data-complete", "true");
}

/** What opens over the timeline, and how. */
const LAYERS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  help: async (page) => {
    await page.keyboard.press("?");
    await expect(page.getByTestId("help-legend")).toBeVisible();
  },
  search: async (page) => {
    await page.keyboard.press("Control+k");
    await page.getByLabel("Search threads").fill("a");
    await expect(
      page.locator(".search-hits [role=option]").first(),
    ).toBeVisible();
  },
  commands: async (page) => {
    await page.keyboard.press("Control+k");
    await page.getByLabel("Search threads").fill(">");
    await expect(
      page.locator(".search-hits [role=option]").first(),
    ).toBeVisible();
  },
  "menu of a row": async (page) => {
    await timeline(page).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ContextMenu");
    await expect(page.getByRole("menu", { name: "Row" })).toBeVisible();
  },
  "export menu": async (page) => {
    await page.getByRole("button", { name: /^Export/ }).click();
  },
};

for (const theme of ["light", "dark"]) {
  test(`no page has serious accessibility faults, ${theme}`, async ({
    page,
    open,
  }) => {
    test.setTimeout(360_000);
    const span = await waitWithStack(page);
    const selected = `/timeline?t=1ms..900ms&sel=${span.thread}@${span.start}`;
    const paths = [
      "/overview",
      "/timeline",
      selected,
      "/scheduling",
      "/cpu",
      "/cpu?kind=time&type=carriers",
      "/blocking",
      "/blocking?kind=cpu",
      `/critical-path?id=${span.thread}`,
      "/locks",
      "/io",
      "/gc",
      "/gc?size=20ms&kind=percentiles",
      "/tasks",
      "/task?task=0",
      "/regions",
      "/events",
      "/compare",
      "/threads",
      "/group?by=kind&group=platform",
      `/thread?id=${span.thread}`,
    ];
    for (const path of paths) {
      await open(`${path}${path.includes("?") ? "&" : "?"}theme=${theme}`);
      await settled(page);
      await asTable(page);
      expect(await faults(page, path)).toEqual([]);
    }
    await page.setViewportSize({ width: 700, height: 450 });
    for (const path of ["/overview", selected, "/blocking", "/threads"]) {
      await open(`${path}${path.includes("?") ? "&" : "?"}theme=${theme}`);
      await settled(page);
      expect(await faults(page, `small ${path}`)).toEqual([]);
    }
  });

  test(`nothing that opens has serious accessibility faults, ${theme}`, async ({
    page,
    open,
  }) => {
    test.setTimeout(180_000);
    for (const [layer, show] of Object.entries(LAYERS)) {
      await open(`/timeline?theme=${theme}`);
      await settled(page);
      await show(page);
      expect(await faults(page, layer)).toEqual([]);
    }
  });
}
