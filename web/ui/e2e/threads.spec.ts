import { api, expect, test } from "./viewer";

const bodyRows = "tbody tr:not(.spacer)";

test("groups lead to threads", async ({ page, open }) => {
  await open("/threads");
  const table = page.getByRole("table", { name: "Thread groups" });
  const group = table.locator(bodyRows).first().getByRole("link");
  const key = await group.innerText();
  await group.click();
  await expect(page).toHaveURL(/\/group\?group=/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(key);
  const breakdown = page.getByRole("table", { name: "Breakdown by thread" });
  const thread = breakdown.locator(bodyRows).first().getByRole("link");
  const name = await thread.innerText();
  await thread.click();
  await expect(page).toHaveURL(/\/thread\?id=\d+/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.getByTestId("strip")).toBeVisible();
  await expect(page.getByText("Longest waits").first()).toBeVisible();
});

test("columns sort both ways, and the address keeps it", async ({
  page,
  open,
}) => {
  await open("/threads");
  const table = page.getByRole("table", { name: "Thread groups" });
  await expect(table.locator(bodyRows).first()).toBeVisible();
  const counts = async () =>
    (await table.locator(`${bodyRows} td:nth-child(2)`).allInnerTexts()).map(
      (text) => Number(text.replace(/\D/g, "")),
    );
  await table.getByRole("button", { name: "Threads" }).click();
  await expect(page).toHaveURL(/sort=count/);
  const descending = await counts();
  expect(descending).toEqual([...descending].sort((a, b) => b - a));
  await table.getByRole("button", { name: "Threads" }).click();
  await expect(page).toHaveURL(/dir=asc/);
  await expect.poll(counts).toEqual([...descending].sort((a, b) => a - b));
  await page.reload();
  await expect(table.locator("th[aria-sort=ascending]")).toContainText(
    "Threads",
  );
});

test("grouping and filter", async ({ page, open }) => {
  await open("/threads");
  await page.getByRole("button", { name: "Kind" }).click();
  await expect(page).toHaveURL(/by=kind/);
  const table = page.getByRole("table", { name: "Thread groups" });
  await expect(table).toContainText("platform");
  await page.getByLabel("Filter groups").fill("no such group 4711");
  await expect(page.getByText("No group matches the filter.")).toBeVisible();
});

test("a time window filters the numbers", async ({ page, open }) => {
  await open("/threads");
  type Answer = { groups: { key: string; totalNanos: number }[] };
  const { durationNanos } = await api<{ durationNanos: number }>(
    page,
    "/api/trace",
  );
  const half = Math.floor(durationNanos / 2);
  const whole = await api<Answer>(page, "/api/groups?by=name");
  await open(`/threads?t=0..${half}`);
  await expect(page.getByTestId("window-chip")).toBeVisible();
  const part = await api<Answer>(page, `/api/groups?by=name&from=0&to=${half}`);
  const total = ({ groups }: Answer) =>
    groups.reduce((sum, group) => sum + group.totalNanos, 0);
  expect(total(part)).toBeLessThan(total(whole));
  const shown = page.getByRole("table", { name: "Thread groups" });
  await expect(shown.locator(bodyRows)).toHaveCount(part.groups.length);
});

test("a wait leads to its place on the timeline", async ({ page, open }) => {
  await open("/threads");
  const { groups } = await api<{ groups: { threads: number[] }[] }>(
    page,
    "/api/rows?by=name&sort=blocked",
  );
  await open(`/thread?id=${groups[0].threads[0]}`);
  const waits = page.getByRole("table", { name: "Longest waits" });
  await waits.locator(bodyRows).first().getByRole("link").click();
  await expect(page).toHaveURL(/\/timeline\?v=.*sel=\d+@/);
  await expect(page.getByTestId("span-details")).toContainText("Duration");
});

test("a table is copied as CSV", async ({ page, open, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open("/threads");
  await page.getByRole("button", { name: "Copy as CSV" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const csv = await page.evaluate(() => navigator.clipboard.readText());
  const [head, first] = csv.split("\r\n");
  expect(head).toContain("Name pattern,Threads,Total,Running");
  expect(first.split(",").length).toBe(head.split(",").length);
});

test("an unknown thread is one sentence, not a broken page", async ({
  page,
  open,
}) => {
  await open("/thread?id=99999999");
  await expect(page.getByRole("alert")).toContainText(/thread/i);
});
