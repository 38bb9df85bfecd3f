import type { Allocations } from "../src/api/allocations";
import type { Gc, Utilisation, WorstWindows } from "../src/api/gc";
import { api, expect, test } from "./viewer";

const TEN_MILLIS = 10_000_000;

test("GC lists the longest pause first, with its place on the timeline", async ({
  page,
  open,
}) => {
  await open("/gc");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("GC");
  const gc = await api<Gc>(page, "/api/gc");
  const table = page.getByRole("table", { name: "GC pauses" });
  await expect(table).toHaveAttribute(
    "aria-rowcount",
    String(gc.pauses.length + 1),
  );
  await expect(table.locator("tbody tr").first()).toContainText(
    gc.pauses[0].cause ?? gc.pauses[0].name,
  );
  await table.locator("a.when").first().click();
  await expect(page).toHaveURL(/\/timeline\?.*v=/);
});

test("a click on the curve lists the worst windows, which lead to the timeline", async ({
  page,
  open,
}) => {
  await open("/gc");
  const chart = page.getByTestId("utilisation-chart");
  await expect(chart).toHaveAccessibleName(/What the program keeps at least/);
  const box = await chart.boundingBox();
  if (box === null) throw new Error("The chart is not there.");
  await chart.click({ position: { x: box.width / 2, y: 100 } });
  await expect(page).toHaveURL(/size=/);
  const worst = page.getByRole("table", { name: "Worst windows" });
  await expect(worst.locator("tbody tr").first()).toContainText("%");
  await worst.locator("a.when").first().click();
  await expect(page).toHaveURL(/\/timeline\?.*v=/);
});

test("the curve is a table too, and its sizes are buttons", async ({
  page,
  open,
}) => {
  await open("/gc");
  await page.getByRole("button", { name: "As table" }).click();
  const table = page.getByRole("table", {
    name: "Utilisation by size of the window",
  });
  await table.getByRole("button", { name: "1.00 ms" }).click();
  await expect(page).toHaveURL(/size=0.001s/);
  await page.getByRole("button", { name: "As chart" }).click();
  await expect(page.getByTestId("utilisation-chart")).toBeVisible();
});

test("percentiles and safepoints are chosen in the address", async ({
  page,
  open,
}) => {
  await open("/gc");
  await page.getByLabel("percentiles").check();
  await expect(page).toHaveURL(/kind=percentiles/);
  await expect(page.getByText("99.9 % of windows")).toBeVisible();
  const asked = page.waitForResponse(/\/api\/mmu\?.*safepoints=true/);
  await page.getByLabel("all stops of the world").check();
  expect((await asked).status()).toBe(200);
});

test("a time window is the whole of every answer", async ({ page, open }) => {
  await open("/overview");
  const { pauses } = await api<Gc>(page, "/api/gc");
  const [{ start, end }] = pauses;
  await open(`/gc?t=${start}ns..${end}ns`);
  await expect(page.locator(".page-head")).toContainText("100 % of the time");
  const { mean } = await api<Utilisation>(
    page,
    `/api/mmu?from=${start}&to=${end}`,
  );
  expect(mean).toBeCloseTo(0, 6);
});

test("the worst window keeps what the curve says", async ({ page, open }) => {
  await open("/gc");
  const { points } = await api<Utilisation>(page, "/api/mmu");
  const { windows } = await api<WorstWindows>(
    page,
    `/api/mmu-windows?window=${TEN_MILLIS}`,
  );
  const point = points?.find(({ window: size }) => size === TEN_MILLIS);
  expect(windows[0].utilisation).toBeCloseTo(point?.minimum ?? -1, 6);
});

test("allocations are told by thread and by class, and lead to their stacks", async ({
  page,
  open,
}) => {
  await open("/gc");
  const { threads, classes } = await api<Allocations>(page, "/api/allocations");
  const byThread = page.getByRole("table", { name: "Allocation by thread" });
  await expect(byThread.locator("tbody tr").first()).toContainText(
    String(threads[0].name),
  );
  const byClass = page.getByRole("table", { name: "Allocation by class" });
  await expect(byClass.locator("tbody tr").first()).toContainText(
    String(classes[0].class),
  );
  await page
    .getByRole("searchbox", { name: "Filter allocations" })
    .fill(String(classes[0].class));
  await expect(page).toHaveURL(/\/gc\?q=/);
  await byClass.locator("tbody a").first().click();
  await expect(page).toHaveURL(/\/blocking\?.*kind=alloc&focus=/);
});
