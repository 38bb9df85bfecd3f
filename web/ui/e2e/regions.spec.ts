import type { Regions } from "../src/api/annotations";
import { api, expect, test } from "./viewer";

test("a type of regions has four profiles, as flame graphs and for pprof", async ({
  page,
  open,
}) => {
  await open("/regions");
  const { types } = await api<Regions>(page, "/api/regions");
  test.skip(types.length === 0, "The trace has no regions.");
  const region = types[0].type ?? "";
  const row = page
    .getByRole("table", { name: "Types of regions" })
    .locator("tbody tr")
    .first();
  await expect(
    row.getByRole("link", { name: `Network in ${region} for pprof` }),
  ).toHaveAttribute("href", /profile\.pb\.gz\?region=.*kind=net/);
  await row.getByRole("link", { name: "sync", exact: true }).click();
  await expect(page).toHaveURL(/\/blocking\?type=.*kind=sync/);
  await expect(page.locator(".page-head")).toContainText(
    `only in the region ${region}`,
  );
  await page.getByRole("button", { name: "Scheduler latency" }).click();
  await expect(page).toHaveURL(/kind=sched/);
  await page
    .locator(".page-head")
    .getByRole("button", { name: "Show all" })
    .click();
  await expect(page).not.toHaveURL(/type=/);
});
