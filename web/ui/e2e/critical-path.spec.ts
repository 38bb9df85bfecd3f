import type { CriticalPath } from "../src/api/critical-path";
import { api, expect, test, waitWithStack } from "./viewer";

test("a selected span leads to its critical path, whose segments add up and lead back", async ({
  page,
  open,
}) => {
  const span = await waitWithStack(page);
  await open(`/timeline?sel=${span.thread}@${span.start}`);
  await page
    .getByTestId("span-details")
    .getByRole("link", { name: "Critical path" })
    .click();
  await expect(page).toHaveURL(/\/critical-path\?id=\d+&t=/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Critical path",
  );
  const path = await api<CriticalPath>(
    page,
    `/api/critical-path?thread=${span.thread}&from=${span.start}&to=${span.end}`,
  );
  const total = (rows: readonly { readonly totalNanos: number }[]) =>
    rows.reduce((sum, { totalNanos }) => sum + totalNanos, 0);
  for (const sums of [path.threads, path.states, path.sites])
    expect(total(sums)).toBe(span.end - span.start);
  await expect(page.getByTestId("path-strip")).toBeVisible();
  const table = page.getByRole("table", { name: "Segments" });
  await expect(table).toHaveAttribute(
    "aria-rowcount",
    String(path.segments.length + 1),
  );
  await table.locator("a.when").first().click();
  await expect(page).toHaveURL(/\/timeline\?.*sel=/);
});

test("the longest waits lead to their critical paths", async ({
  page,
  open,
}) => {
  await open("/blocking");
  const waits = page.getByRole("table", { name: "Longest waits" });
  await waits.getByRole("link", { name: "Critical path" }).first().click();
  await expect(page).toHaveURL(/\/critical-path\?/);
  await expect(page.getByRole("table", { name: "By state" })).toBeVisible();
});

test("an address without a thread says what to do, and an unknown thread is said", async ({
  page,
  open,
}) => {
  await open("/critical-path");
  await expect(page.getByText("names no thread")).toBeVisible();
  await open("/critical-path?id=999999999");
  await expect(page.getByRole("alert")).toBeVisible();
});
