import { expect, test } from "./viewer";

test("the page has both traces side by side, largest changes first", async ({
  page,
  open,
}) => {
  await open("/overview");
  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Compare");
  await expect(page.locator(".page-head")).toContainText(
    "A: orders-prod-before.jfr, 2.00 s · B, this trace: orders-prod-7f9c.jfr",
  );
  const groups = page.getByRole("table", { name: "Threads by name and state" });
  await expect(groups.locator("tbody tr").first()).toContainText("/s");
});

test("a row leads to the timeline of the threads, with the state in colour", async ({
  page,
  open,
}) => {
  await open("/compare");
  const groups = page.getByRole("table", { name: "Threads by name and state" });
  const row = groups.getByRole("link", { name: /http-nio-.*, Blocked/ });
  await row.first().click();
  await expect(page).toHaveURL(/\/timeline\?.*q=.*hl=blocked/);
  await expect(page.getByTestId("timeline")).toHaveAttribute(
    "data-complete",
    "true",
  );
  await expect(page.getByTestId("mirror")).toContainText("http-nio");
});

test("the graph tells what grew and what shrank, with signs", async ({
  page,
  open,
}) => {
  await open("/compare");
  await page.getByTestId("flame").focus();
  await expect(page.getByTestId("flame-focus")).toContainText(
    /^all, [+−].*\/s, .*×, A .*\/s, B .*\/s, depth 0/,
  );
  await page.getByRole("button", { name: "As table" }).click();
  const table = page.getByRole("table", { name: /difference by stack/ });
  await expect(table.getByRole("columnheader")).toContainText([
    "Depth",
    "Frame",
    "A",
    "B",
    "Change",
    "B : A",
  ]);
});

test("kind and weight are in the address; the longest has no difference", async ({
  page,
  open,
}) => {
  await open("/compare");
  await page.getByRole("button", { name: "Monitor", exact: true }).click();
  await page.getByRole("button", { name: "Count", exact: true }).click();
  await expect(page).toHaveURL(/\/compare\?kind=monitor&weight=count/);
  await expect(page.getByRole("button", { name: "Longest" })).toHaveCount(0);
});
