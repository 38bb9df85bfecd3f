import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { api, expect, test } from "./viewer";

const graph = (page: Page) => page.getByTestId("flame");

test("blocking shows where all threads waited, and the keys walk the graph", async ({
  page,
  open,
}) => {
  await open("/blocking");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Blocking");
  await graph(page).focus();
  const focus = page.getByTestId("flame-focus");
  await expect(focus).toContainText(/^all, .*100 % of all, depth 0/);
  await page.keyboard.press("ArrowDown");
  await expect(focus).toContainText("depth 1");
  const name = (await focus.innerText()).split(",")[0];
  await page.keyboard.press("Enter");
  await expect(graph(page)).toHaveAttribute("data-zoomed", name);
  await page.keyboard.press("Escape");
  await expect(graph(page)).toHaveAttribute("data-zoomed", "all");
});

test("a click zooms, hovering tells, and Show all leads back", async ({
  page,
  open,
}) => {
  await open("/blocking");
  const box = await graph(page).boundingBox();
  if (box === null) throw new Error("There is no graph.");
  await page.mouse.move(box.x + 30, box.y + 30);
  await expect(page.getByTestId("flame-tooltip")).toContainText("of all");
  await page.mouse.click(box.x + 30, box.y + 30);
  await expect(graph(page)).not.toHaveAttribute("data-zoomed", "all");
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(graph(page)).toHaveAttribute("data-zoomed", "all");
});

test("kind, weight and filters are in the address", async ({ page, open }) => {
  await open("/blocking");
  await page.getByRole("button", { name: "Park", exact: true }).click();
  await page.getByRole("button", { name: "Count", exact: true }).click();
  await expect(page).toHaveURL(/kind=park.*weight=count/);
  const link = page.getByRole("link", { name: "pprof" });
  await expect(link).toHaveAttribute("href", /profile\.pb\.gz\?.*kind=park/);
  await page
    .getByRole("searchbox", { name: /^Focus/ })
    .fill("no such frame anywhere");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/focus=no/);
  await page.goBack();
  await expect(page).not.toHaveURL(/focus=no/);
});

test("the graph is a table too, and its total that of the groups", async ({
  page,
  open,
}) => {
  await open("/blocking");
  await page.getByRole("button", { name: "As table" }).click();
  const table = page.getByRole("table", { name: "All waits by stack, total" });
  await expect(table.locator("tbody tr").first()).toContainText("all");
  const { total } = await api<{ total: number }>(
    page,
    "/api/profile?kind=monitor",
  );
  const { groups } = await api<{ groups: { states: number[] }[] }>(
    page,
    "/api/groups",
  );
  expect(total).toBe(groups.reduce((sum, { states }) => sum + states[2], 0));
});

test("a long wait leads to its place on the timeline", async ({
  page,
  open,
}) => {
  await open("/blocking");
  const waits = page.getByRole("table", { name: "Longest waits" });
  await waits.locator("a.when").first().click();
  await expect(page).toHaveURL(/\/timeline\?.*sel=/);
  await expect(page.getByTestId("span-details")).toBeVisible();
});

for (const theme of ["light", "dark"]) {
  test(`blocking has no serious accessibility faults, ${theme}`, async ({
    page,
    open,
  }) => {
    for (const kind of ["blocking", "cpu"]) {
      await open(`/blocking?kind=${kind}&theme=${theme}`);
      await page.waitForLoadState("networkidle");
      await page.screenshot({
        path: test.info().outputPath(`${kind}-${theme}.png`),
      });
      const asTable = page.getByRole("button", { name: "As table" });
      if ((await asTable.count()) > 0) await asTable.click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${kind} ${id}: ${nodes[0].html}`);
      expect(serious).toEqual([]);
    }
  });
}
