import type { Page } from "@playwright/test";
import { faults } from "./faults";
import { expect, HOSTILE, test } from "./profile-viewer";

const graph = (page: Page) => page.getByTestId("flame");
const focus = (page: Page) => page.getByTestId("flame-focus");

/** Walks from the root of the flame graph by keys. */
async function walk(page: Page, ...keys: readonly string[]): Promise<void> {
  await graph(page).focus();
  await expect(focus(page)).toContainText("root");
  for (const key of keys) await page.keyboard.press(key);
}

test("the flame graph turns about a function, and the back key turns it back", async ({
  page,
  open,
}) => {
  await open("/flamegraph");
  await walk(page, "ArrowDown", "ArrowDown");
  await expect(focus(page)).toContainText(
    /Shop\.serve, 400 ms, 40\.0 % of all/,
  );
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/p=%5Ecom%5C\.acme%5C\.Cache%5C\.get%24/);
  await expect(focus(page)).toContainText("Cache.get, 500 ms");
  await page.keyboard.press("ArrowUp");
  await expect(focus(page)).toContainText("Shop.serve, 300 ms");
  await page.goBack();
  await expect(focus(page)).toContainText("root, 1.00 s");
  await page.goForward();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page).not.toHaveURL(/p=/);
});

test("a click turns, hovering tells, a right click refines, Reset undoes", async ({
  page,
  open,
}) => {
  await open("/flamegraph");
  const box = (await graph(page).boundingBox())!;
  await page.mouse.move(box.x + 30, box.y + 30);
  await expect(page.getByTestId("flame-tooltip")).toContainText("Main.main");
  await page.mouse.click(box.x + 30, box.y + 50, { button: "right" });
  const menu = page.getByRole("menu", { name: "com.acme.Shop.serve" });
  await menu.getByRole("menuitem", { name: /^Ignore/ }).click();
  await expect(page).toHaveURL(/i=%5Ecom%5C\.acme%5C\.Shop%5C\.serve%24/);
  await walk(page);
  await expect(focus(page)).toContainText("root, 600 ms");
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(page).toHaveURL(/\/flamegraph$/);
  await page.mouse.click(box.x + 30, box.y + 50);
  await expect(page).toHaveURL(/p=/);
});

test("the menu key refines by the frame with the focus", async ({
  page,
  open,
}) => {
  await open("/flamegraph");
  await walk(page, "ArrowDown", "ArrowDown");
  await page.keyboard.press("Shift+F10");
  const menu = page.getByRole("menu");
  await expect(menu).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(graph(page)).toBeFocused();
  await page.keyboard.press("Shift+F10");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]f=/);
});

test("top sorts, chooses a sample type and refines", async ({ page, open }) => {
  await open("/top");
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows.first()).toContainText(/500 ms\s*50\.0 %/);
  await page.getByRole("button", { name: "Cum", exact: true }).click();
  await expect(page).toHaveURL(/order=-cum/);
  await expect(rows.first()).toContainText("Main.main");
  await page.getByLabel("Sample:").selectOption({ label: "samples" });
  await expect(page).toHaveURL(/si=samples/);
  await expect(rows.first()).toContainText("100");
  await page
    .getByRole("button", { name: "Refine by com.acme.Batch.run" })
    .click();
  await page.getByRole("menuitem", { name: /^Focus/ }).click();
  await expect(rows).toHaveCount(3);
});

test("a link shows what was shown, filters of Go's names too", async ({
  page,
  open,
}) => {
  await open("/top?f=serve&h=HashMap&si=samples&order=-flat");
  await expect(page.getByLabel(/^Focus:/)).toHaveValue("serve");
  await expect(page.getByLabel(/^Hide:/)).toHaveValue("HashMap");
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows.first()).toContainText("Cache.get");
  await expect(rows).toHaveCount(3);
  await open("/top?f=nowhere");
  await expect(page.getByText("Focus expression matched")).toBeVisible();
  await open("/top?f=(");
  await expect(page.getByRole("alert")).toContainText(
    "expected a regular expression as focus",
  );
});

test("peek shows callers and callees, and leads to the source", async ({
  page,
  open,
}) => {
  await open("/peek?q=Cache");
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows).toContainText([
    /300 ms\s*60\.0 %.*Shop\.serve/,
    /200 ms\s*40\.0 %.*Batch\.run/,
    /500 ms\s*500 ms\s*50\.0 %.*Cache\.get/,
  ]);
  await page
    .getByRole("button", { name: "Refine by com.acme.Cache.get" })
    .click();
  await page.getByRole("menuitem", { name: "Source" }).click();
  const lines = page.getByRole("table").locator("tbody tr");
  await expect(lines.filter({ hasText: "line 9 <i>" })).toContainText("300 ms");
  await expect(lines.filter({ hasText: "line 10 <i>" })).toContainText(
    "200 ms",
  );
});

test("the graph has boxes that refine", async ({ page, open }) => {
  await open("/graph");
  const boxes = page.getByTestId("graph").getByRole("button");
  await expect(boxes).toHaveCount(7);
  await page
    .getByRole("button", { name: /^com\.acme\.Batch\.run,/ })
    .press("Enter");
  await page.getByRole("menuitem", { name: /^Ignore/ }).click();
  await expect(boxes).toHaveCount(6);
});

test("a difference has signs, shades and a legend", async ({
  page,
  open,
  difference,
}) => {
  await open("/flamegraph", difference);
  await expect(page.getByText("more than in the base")).toBeVisible();
  await open("/top", difference);
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows.filter({ hasText: "HashMap" })).toContainText("+100 ms");
  await expect(rows.filter({ hasText: "serve" })).toContainText("\u2212100 ms");
});

test("names of markup stay names in every view", async ({ page, open }) => {
  for (const view of ["flamegraph", "graph", "top", "peek", "source"]) {
    await open(`/${view}?q=onerror`);
    await page.waitForLoadState("networkidle");
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.title()).toBe("shop.pb \u2013 jtrace");
  }
  await open("/top");
  await expect(page.getByText(HOSTILE)).toBeVisible();
});

for (const theme of ["light", "dark"])
  test(`no view has serious accessibility faults, ${theme} theme`, async ({
    page,
    open,
    difference,
  }) => {
    test.setTimeout(240_000);
    const views = [
      "/flamegraph?",
      "/flamegraph?p=Cache&",
      "/graph?",
      "/top?i=Batch&",
      "/peek?",
      "/source?",
      "/source?q=Cache&",
    ];
    for (const view of views) {
      await open(`${view}theme=${theme}`);
      await page.waitForLoadState("networkidle");
      expect(await faults(page, view)).toEqual([]);
    }
    await open(`/flamegraph?theme=${theme}`, difference);
    await page.getByRole("button", { name: "As table" }).click();
    await page.getByRole("button", { name: "More filters" }).click();
    expect(await faults(page, "difference")).toEqual([]);
    await page.keyboard.press("?");
    expect(await faults(page, "help")).toEqual([]);
    await page.setViewportSize({ width: 700, height: 450 });
    await open(`/top?theme=${theme}`);
    await page
      .getByRole("button", { name: /^Refine by/ })
      .first()
      .click();
    expect(await faults(page, "small, with a menu")).toEqual([]);
  });
