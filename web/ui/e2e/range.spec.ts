import { drawn, expect, test } from "./viewer";

test("a selected stretch of time lists its slowest spans, each a link to its place", async ({
  page,
  open,
}) => {
  await open("/timeline?t=0.5s..1.5s");
  await drawn(page);
  const details = page.getByTestId("range-details");
  await details.getByRole("tab", { name: "Slowest" }).click();
  const rows = details.getByRole("row");
  await expect(rows.nth(2)).toBeVisible();
  const filter = details.getByRole("searchbox", { name: "Filter spans" });
  await filter.fill("state:parked");
  await filter.press("Enter");
  await expect(rows.nth(1).getByRole("cell").nth(2)).toHaveText("Parked");

  await rows.nth(1).getByTitle("Show on the timeline").click();
  await expect(page.getByTestId("span-details")).toContainText("Parked");
});

test("the tabs of a selection move by arrow keys; the rest of the trace is compared", async ({
  page,
  open,
}) => {
  await open("/timeline?t=0.5s..1.5s");
  await drawn(page);
  const details = page.getByTestId("range-details");
  await details.getByRole("tab", { name: "Time by state" }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(
    details.getByRole("tab", { name: "Compared with the rest" }),
  ).toBeFocused();
  await expect(
    details
      .getByRole("columnheader", { name: "Elsewhere" })
      .or(details.getByText("No group spent its time otherwise")),
  ).toBeVisible();
});
