import type { Findings } from "../src/api/types";
import { api, expect, test } from "./viewer";

test("overview shows the facts, six numbers and what was lost", async ({
  page,
  open,
}) => {
  await open("/overview");
  const trace = await api<{
    name: string;
    eventTypes: unknown[];
    diagnostics: { severity: string; sentence: string }[];
  }>(page, "/api/trace");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(trace.name);
  await expect(page.locator(".number-card")).toHaveCount(6);
  for (const card of await page.locator(".number-card").all())
    await expect(card).toHaveText(/\d|not recorded/);
  await expect(page.getByText("What was lost")).toBeVisible();
  for (const { severity, sentence } of trace.diagnostics)
    if (severity !== "limit")
      await expect(page.getByText(sentence).first()).toBeVisible();
  const limits = trace.diagnostics.filter((d) => d.severity === "limit");
  if (limits.length > 0) {
    await page.getByText("Limits of this recording").click();
    await expect(page.getByText(limits[0].sentence).first()).toBeVisible();
  }
});

test("what stands out is told with its reason and leads on", async ({
  page,
  open,
}) => {
  await open("/overview");
  const { findings, unknown } = await api<Findings>(page, "/api/findings");
  const items = page.locator(".findings > li");
  await expect(items).toHaveCount(findings.length);
  expect(findings.length + unknown.length).toBeGreaterThan(0);
  const { heading, subject, threshold } = findings[0];
  const first = items.first();
  await expect(first).toContainText(heading);
  await expect(first).toContainText(subject);
  await first.getByText("why it is told").click();
  await expect(first).toContainText(threshold);
  await first.getByTitle("The worst of it on the timeline").click();
  await expect(page).toHaveURL(/\/timeline\?v=/);
});

test("overview lists groups, pauses, monitors and event types", async ({
  page,
  open,
}) => {
  await open("/overview");
  const groups = page.getByRole("table", { name: "Thread groups" });
  await expect(groups.locator("tbody tr").first()).toBeVisible();
  await expect(page.getByText("Longest GC pauses").first()).toBeVisible();
  await expect(page.getByText("Top monitors").first()).toBeVisible();
  const types = page.getByRole("table", { name: "Event types" });
  const before = await types.locator("tbody tr").count();
  await page.getByLabel("Filter event types").fill("ThreadPark");
  await expect(types.locator("tbody tr").first()).toContainText("ThreadPark");
  expect(await types.locator("tbody tr").count()).toBeLessThan(before);
});

test("a drag over the chart opens the timeline there", async ({
  page,
  open,
}) => {
  await open("/overview");
  const chart = page.getByTestId("area-chart");
  await expect(chart).toBeVisible();
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  if (box === null) throw new Error("The chart has no place on the page.");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.4, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, y, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/\/timeline\?t=.*&v=/);
  await expect(page.getByTestId("window-chip")).toBeVisible();
});

test("search leads to a thread by keyboard alone", async ({ page, open }) => {
  await open("/overview");
  const { groups } = await api<{ groups: { names: string[] }[] }>(
    page,
    "/api/rows?by=name&sort=busy",
  );
  const name = groups[0].names[0];
  await page.keyboard.press("/");
  const box = page.getByRole("combobox");
  await expect(box).toBeFocused();
  await box.fill(name);
  const hit = page.getByRole("option").filter({ hasText: "thread" }).first();
  await expect(hit).toContainText(name);
  while ((await hit.getAttribute("aria-selected")) !== "true")
    await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/thread\?id=\d+/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
});

test("theme follows the button and the address", async ({ page, open }) => {
  await open("/overview?theme=dark");
  const root = page.locator("html");
  await expect(root).toHaveAttribute("data-theme", "dark");
  await open("/overview?theme=light");
  await expect(root).toHaveAttribute("data-theme", "light");
  await page.getByRole("button", { name: "Theme: light" }).click();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await expect(page).toHaveURL(/theme=dark/);
  await page.getByRole("link", { name: "Threads", exact: true }).click();
  await expect(page).toHaveURL(/\/threads\?theme=dark/);
});

test("help opens with ? and closes with Esc", async ({ page, open }) => {
  await open("/overview");
  await expect(page.locator(".number-card").first()).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("zoom at the pointer");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});
