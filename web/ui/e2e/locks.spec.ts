import type { Locks, WaitGraph } from "../src/api/locks";
import { api, expect, test } from "./viewer";

test("the page of locks lists what threads waited for, and of one who waited for whom", async ({
  page,
  open,
}) => {
  const { locks } = await api<Locks>(page, "/api/locks?by=class&limit=500");
  await open("/locks?kind=class");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Locks");
  const list = page.getByRole("table", { name: "Locks", exact: true });
  await expect(list).toHaveAttribute("aria-rowcount", String(locks.length + 1));
  await list.locator("tbody a").first().click();
  await expect(page).toHaveURL(/type=/);
  await expect(page.getByRole("img", { name: /^waiting: / })).toBeVisible();
  await expect(page.getByRole("table", { name: "Owners" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Hand-overs" })).toBeVisible();
  const waits = page.getByRole("table", { name: "Longest waits" });
  await waits.locator("a.when").first().click();
  await expect(page).toHaveURL(/\/timeline\?.*sel=/);
});

test("locks of one class are told apart by the tab", async ({ page, open }) => {
  await open("/locks?kind=class");
  await page.getByRole("tab", { name: "By lock" }).click();
  await expect(page).toHaveURL(/kind=lock/);
  const list = page.getByRole("table", { name: "Locks", exact: true });
  await expect(list).toContainText("Address");
});

test("a lock that nobody waited for is said", async ({ page, open }) => {
  await open("/locks?type=blocked%20Nothing@1");
  await expect(page.getByRole("alert")).toContainText("nobody waited");
});

test("the graph shows who waits for whom, at the worst instant or another", async ({
  page,
  open,
}) => {
  await open("/locks");
  const { at, holders } = await api<WaitGraph>(page, "/api/wait-graph");
  const graph = page.getByRole("list", { name: "Who waits for whom" });
  await expect(graph.locator("> li")).toHaveCount(holders.length);
  const slider = page.getByRole("slider", { name: "Instant of the graph" });
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(page).toHaveURL(/\/locks\?at=0s/);
  await open(`/locks?at=${at}ns`);
  await graph.locator("a").first().click();
  await expect(page).toHaveURL(/\/timeline\?.*v=/);
});
