import type { Page } from "@playwright/test";
import type { RegionRow, Regions, Tasks } from "../src/api/annotations";
import { NAME_WIDTH, RULER_HEIGHT } from "../src/timeline/chrome";
import { ROW_HEIGHT } from "../src/timeline/member-places";
import { api, drawn, expect, settledPixels, test, timeline } from "./viewer";

const parameter = (page: Page, key: string) =>
  new URL(page.url()).searchParams.get(key);

/** A long region of a thread of which is known throughout what it did. */
async function longRegion(page: Page): Promise<RegionRow> {
  const { regions } = await api<Regions>(page, "/api/regions?limit=50");
  const found = regions.find(
    ({ states, start, end }) =>
      states.reduce((sum, nanos) => sum + nanos, 0) >= end - start,
  );
  if (found === undefined) throw new Error("No region has states throughout.");
  return found;
}

test("a bar of the histogram filters the list of tasks", async ({
  page,
  open,
}) => {
  await open("/tasks");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tasks");
  const list = page.getByRole("table", { name: "Tasks", exact: true });
  await expect(list).toBeVisible();
  const types = page.getByRole("table", { name: "Types of tasks" });
  await types.locator("tbody a").first().click();
  await expect(page).toHaveURL(/type=/);
  const bars = page.getByRole("list", { name: "Number of tasks by length" });
  const longest = bars.getByRole("button").last();
  const words = (await longest.getAttribute("aria-label")) ?? "";
  const count = Number(words.split(": ").at(-1)?.replaceAll(/\D/g, ""));
  await longest.click();
  await expect(page).toHaveURL(/len=/);
  await expect(bars.locator('button[aria-pressed="true"]')).toHaveCount(1);
  await expect(list).toHaveAttribute(
    "aria-rowcount",
    String(Math.min(count, 200) + 1),
  );
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page).not.toHaveURL(/type=/);
});

test("a task with the id of a distributed trace leads to it", async ({
  page,
  open,
}) => {
  const ofList = (query: string) => api<Tasks>(page, `/api/tasks?${query}`);
  const traced = (await ofList("limit=1&q=traceId")).tasks[0];
  const plain = (await ofList("limit=200")).tasks.find(
    ({ labels }) => labels.length === 0,
  );
  await open(`/task?task=${traced?.task}`);
  const link = page.getByRole("link", { name: "Trace at traces.example" });
  await expect(link).toHaveAttribute(
    "href",
    /^https:\/\/traces\.example\/trace\/[0-9a-f]{32}$/,
  );
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  await open(`/task?task=${plain?.task}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(link).toHaveCount(0);
});

test("a task tells its threads, regions and messages, and leads to the timeline", async ({
  page,
  open,
}) => {
  await open("/tasks");
  const list = page.getByRole("table", { name: "Tasks", exact: true });
  await page
    .getByRole("searchbox", { name: "Filter tasks by text" })
    .fill("orders");
  await expect(list.locator("tbody tr").first()).toContainText("orders");
  await list.locator("tbody a").first().click();
  await expect(page).toHaveURL(/\/task\?task=\d+/);
  const regions = page.getByRole("table", { name: "Regions of the task" });
  await expect(regions).toContainText("take connection");
  await expect(
    page.getByRole("table", { name: "Threads of the task" }),
  ).toBeVisible();
  await expect(
    page.getByRole("table", { name: "Messages of the task" }),
  ).toContainText("orders");
  await regions.locator("a.when").first().click();
  await expect(page).toHaveURL(/\/timeline\?.*sel=/);
});

test("regions lead to the task that they belong to", async ({ page, open }) => {
  await open("/regions");
  const list = page.getByRole("table", { name: "Regions", exact: true });
  await expect(list).toBeVisible();
  await page
    .getByRole("searchbox", { name: "Filter regions by text" })
    .fill("journal");
  await expect(list.locator("tbody tr").first()).toContainText("write journal");
  await list.locator('a[href*="/task?"]').first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("GET");
});

test("the menu of a row shows its regions below it, a key hides them", async ({
  page,
  open,
}) => {
  const { thread } = await longRegion(page);
  await open(`/timeline?pin=${thread}`);
  await drawn(page);
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error("The timeline is not there.");
  const before = await settledPixels(page);
  const asked = page.waitForResponse(/\/api\/thread-regions/);
  await page.mouse.click(box.x + 40, box.y + RULER_HEIGHT + 10, {
    button: "right",
  });
  await page.getByRole("menuitem", { name: "Show regions" }).click();
  expect((await asked).status()).toBe(200);
  await expect.poll(() => parameter(page, "regions")).toBe(String(thread));
  await expect.poll(() => settledPixels(page)).not.toBe(before);
  await page.mouse.click(box.x + NAME_WIDTH + 300, box.y + RULER_HEIGHT + 10);
  await timeline(page).focus();
  await page.keyboard.press("n");
  await expect.poll(() => parameter(page, "regions")).toBeNull();
});

test("a region under the pointer tells its task, and a click selects its time", async ({
  page,
  open,
}) => {
  const region = await longRegion(page);
  const { thread, start, end } = region;
  await open(
    `/timeline?pin=${thread}&regions=${thread}&v=${start - 1e6}ns..${end + 1e6}ns`,
  );
  await settledPixels(page);
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error("The timeline is not there.");
  const x = box.x + (NAME_WIDTH + box.width) / 2;
  const y = box.y + RULER_HEIGHT + ROW_HEIGHT + 6;
  await page.mouse.move(x, y);
  const tooltip = page.getByTestId("tooltip");
  await expect(tooltip).toContainText(region.type);
  await expect(tooltip).toContainText(region.taskType ?? "Task");
  await page.mouse.click(x, y);
  await expect.poll(() => parameter(page, "t")).not.toBeNull();
});
