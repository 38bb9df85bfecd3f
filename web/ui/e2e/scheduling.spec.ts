import { expect, test } from "./viewer";

test("scheduling says what it rests on", async ({ page, open }) => {
  await open("/scheduling");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Scheduling",
  );
  await expect(page.locator(".page-head")).toContainText(
    /runs.*virtual threads.*processor time/s,
  );
  for (const title of ["Pinning", "Who wakes whom", "Executor queues"])
    await expect(
      page.getByRole("heading", { name: title, exact: false }).first(),
    ).toBeVisible();
});

test("a long wait for a carrier leads to its place on the timeline", async ({
  page,
  open,
}) => {
  await open("/scheduling");
  const recorded = page.getByRole("table", {
    name: "Longest scheduler latencies",
  });
  await expect(
    recorded.or(page.getByText("Not recorded. The agent records it")),
  ).toBeVisible();
  test.skip(
    (await recorded.count()) === 0,
    "this JDK has no virtual threads to record",
  );
  await recorded.locator("a.when").first().click();
  await expect(page).toHaveURL(/\/timeline\?.*sel=/);
  await expect(page.getByTestId("span-details")).toContainText("Ready to run");
});

test("wakers are filtered and sorted", async ({ page, open }) => {
  await open("/scheduling");
  const table = page.getByRole("table", { name: "Who wakes whom" });
  await expect(table).toBeVisible();
  const rows = table.locator("tbody tr");
  const all = await rows.count();
  const first = await rows.first().locator("td").first().innerText();
  await page.getByRole("searchbox", { name: "Filter wakers" }).fill(first);
  await expect(rows.first()).toContainText(first);
  expect(await rows.count()).toBeLessThanOrEqual(all);
  await page
    .getByRole("searchbox", { name: "Filter wakers" })
    .fill("no such waker");
  await expect(page.getByText("No row matches the filter.")).toBeVisible();
});

test("the timeline groups by carrier where there are carriers", async ({
  page,
  open,
}) => {
  await open("/timeline");
  const choice = page.getByLabel("Group:");
  await expect(choice).toBeVisible();
  const options = await choice.locator("option").allTextContents();
  test.skip(
    !options.includes("carrier"),
    "no virtual thread ran in this trace",
  );
  await choice.selectOption("carrier");
  await expect(page).toHaveURL(/by=carrier/);
  await expect(page.getByTestId("timeline")).toHaveAttribute(
    "data-complete",
    "true",
  );
});
