import { drawn, expect, test } from "./viewer";

test("a loss tells how much, where in the file, and when", async ({
  page,
  open,
}) => {
  await open("/overview");
  const loss = page.locator("[data-kind=TRUNCATED]");
  await expect(loss).toContainText("40 KiB");
  await expect(loss).toContainText("%");
  await expect(loss).toContainText("at byte");

  await loss.getByRole("link").click();

  await drawn(page);
  expect(page.url()).toContain("/timeline?v=");
});
