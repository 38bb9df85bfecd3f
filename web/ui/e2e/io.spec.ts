import type { IoTargets } from "../src/api/io";
import { api, expect, test } from "./viewer";

test("the page of I/O lists hosts and files, and of one how long its operations took", async ({
  page,
  open,
}) => {
  const { targets } = await api<IoTargets>(page, "/api/io?limit=500");
  await open("/io");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("I/O");
  const list = page.getByRole("table", { name: "Targets" });
  await expect(list).toHaveAttribute(
    "aria-rowcount",
    String(targets.length + 1),
  );
  await list.locator("tbody a").last().click();
  await expect(page).toHaveURL(/type=/);
  await expect(
    page.getByRole("table", { name: "Kinds of operations" }),
  ).toBeVisible();
  await expect(
    page.getByRole("list", { name: "Number of operations by length" }),
  ).toBeVisible();
  await expect(page.getByRole("table", { name: "Threads" })).toBeVisible();
  const slowest = page.getByRole("table", { name: "Slowest operations" });
  await slowest.locator("a.when").first().click();
  await expect(page).toHaveURL(/\/timeline\?.*sel=/);
});

test("the stacks of a target add up to its time", async ({ page, open }) => {
  const { targets } = await api<IoTargets>(page, "/api/io?limit=500");
  for (const { key, state, totalNanos } of targets.slice(0, 5)) {
    const kind = state === "fileIo" ? "file" : "socket";
    const profile = await api<{ total: number }>(
      page,
      `/api/profile?kind=${kind}&target=${encodeURIComponent(key)}`,
    );
    expect(profile.total).toBe(totalNanos);
  }
  await open("/io");
  await expect(
    page.getByRole("heading", { name: /^In which stacks/ }),
  ).toBeVisible();
});

test("targets are filtered by kind, by text and by threads, and sorted", async ({
  page,
  open,
}) => {
  await open("/io");
  await page.getByRole("tab", { name: "Files" }).click();
  await expect(page).toHaveURL(/kind=fileIo/);
  const list = page.getByRole("table", { name: "Targets" });
  await expect(list.locator("tbody")).not.toContainText("socket I/O");
  await page.getByRole("tab", { name: "All" }).click();
  await list.getByRole("button", { name: /^Bytes/ }).click();
  await expect(page).toHaveURL(/sort=bytes/);
  await page.getByLabel("Filter targets").fill("nothing is called so");
  await expect(page.getByText("No target matches the filter.")).toBeVisible();
});

test("a target that nobody used is said", async ({ page, open }) => {
  await open("/io?type=fileIo%20/no/such");
  await expect(page.getByRole("alert")).toContainText("did no I/O on");
});
