import { expect, test } from "./viewer";

test("a deadlock is told with its threads, locks and stacks", async ({
  page,
  open,
}) => {
  await open("/locks");
  const table = page.getByRole("table", { name: "Threads of deadlock 1" });
  await expect(table.locator("tbody tr")).toHaveCount(2);
  await expect(table).toContainText("com.acme.bank.Account@0x7f3a1040");
  await page.getByRole("link", { name: "graph of that instant" }).click();
  await expect(page).toHaveURL(/\/locks\?at=2\.18s/);
});
