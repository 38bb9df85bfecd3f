import { expect, test } from "./viewer";

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
