import { HOSTILE_NAME } from "../dev/mock-cast.ts";
import { expect, test } from "./viewer";

/** Names of the traced program are text, wherever they are shown. */
test("hostile names stay text on every page", async ({ page, open }) => {
  await open("/threads?by=startSite");
  await expect(page.getByText("com.evil.<script>")).toBeVisible();

  await open("/overview");
  await expect(page.getByText(`com.acme.${HOSTILE_NAME}`)).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("onerror");
  const hits = page.getByRole("option").filter({ hasText: HOSTILE_NAME });
  const hit = hits.filter({ hasText: /^thread/ });
  await expect(hit).toBeVisible();
  await hit.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    HOSTILE_NAME,
  );

  await page.getByRole("link", { name: "Timeline", exact: true }).click();
  await page.getByLabel("Filter threads").fill("onerror");
  await expect(
    page.getByTestId("mirror").getByText(HOSTILE_NAME),
  ).toBeAttached();

  await page.keyboard.press("Control+k");
  await page.getByLabel("Search threads").fill("com.evil");
  await hits.filter({ hasText: /^event/ }).click();
  const details = page.getByTestId("event-details");
  await expect(details).toContainText(`com.evil.${HOSTILE_NAME}`);
  const fields = page.getByTestId("event-fields");
  await expect(fields.locator("dt")).toHaveText(HOSTILE_NAME);
  await expect(fields.locator("dd")).toHaveText(HOSTILE_NAME);

  await open("/events?q=onerror");
  await page
    .getByRole("table", { name: "Types of events" })
    .getByText(`com.evil.${HOSTILE_NAME}`)
    .click();
  await page.getByLabel(/^Filter events/).fill("onerror");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("table", { name: "Events", exact: true }),
  ).toContainText(HOSTILE_NAME);

  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  await expect(page.locator("main img")).toHaveCount(0);
});

test("the numbers of the synthetic trace", async ({ page, open }) => {
  await open("/overview");
  const allocated = page.locator(".number-card", { hasText: "Allocated" });
  await expect(allocated).toContainText("not recorded");
  const pinned = page.locator(".number-card", { hasText: "pinned" });
  await expect(pinned).toContainText(/\d+ ?times/);
  await expect(page.getByText("40 KiB of the recording")).toBeVisible();
});
