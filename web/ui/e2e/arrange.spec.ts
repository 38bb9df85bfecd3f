import type { Page } from "@playwright/test";
import { drawn, expect, settledPixels, test, timeline } from "./viewer";

const parameter = (page: Page, key: string) =>
  new URL(page.url()).searchParams.get(key);

/** The names of the visible rows, from the top down. */
const rowNames = (page: Page) =>
  page.getByTestId("mirror").locator("tbody th").allInnerTexts();

/** Moves the focus to the first thread; answers its name. */
async function focusFirstThread(page: Page): Promise<string> {
  await timeline(page).focus();
  await page.keyboard.press("ArrowDown");
  const spoken = page.getByTestId("mirror").locator("p");
  await expect(spoken).not.toHaveText("");
  return spoken.innerText();
}

test("a pinned row stays on top; Back unpins it", async ({ page, open }) => {
  await open("/timeline?rows=overview");
  await drawn(page);
  const name = await focusFirstThread(page);
  await page.keyboard.press("p");
  await expect.poll(() => parameter(page, "pin")).toMatch(/^\d+$/);
  await page.keyboard.press("End");
  await expect.poll(async () => (await rowNames(page))[0]).toBe(name);
  await page.goBack();
  await expect.poll(() => parameter(page, "pin")).toBeNull();
});

test("a hidden row is gone and said to be hidden; the chip brings it back", async ({
  page,
  open,
}) => {
  await open("/timeline");
  await drawn(page);
  const name = await focusFirstThread(page);
  await page.keyboard.press("h");
  await expect.poll(() => rowNames(page)).not.toContain(name);
  await page.getByRole("button", { name: "1 thread hidden" }).click();
  await expect.poll(() => rowNames(page)).toContain(name);
});

test("the menu of a row opens by key and closes with Escape", async ({
  page,
  open,
}) => {
  await open("/timeline");
  await drawn(page);
  await focusFirstThread(page);
  await page.keyboard.press("ContextMenu");
  const menu = page.getByRole("menu", { name: "Row" });
  await expect(menu.getByRole("menuitem", { name: "Pin" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(
    menu.getByRole("menuitem", { name: "Show stack samples" }),
  ).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
  await expect(timeline(page)).toBeFocused();

  await page.keyboard.press("ContextMenu");
  await menu.getByRole("menuitem", { name: "Pin" }).press("Enter");
  await expect.poll(() => parameter(page, "pin")).toMatch(/^\d+$/);
});

test("a state of the legend stands out, the rest recedes", async ({
  page,
  open,
}) => {
  await open("/timeline");
  const before = await settledPixels(page);
  const running = page.getByRole("button", { name: "Running", exact: true });
  await running.click();
  await expect(running).toHaveAttribute("aria-pressed", "true");
  await expect.poll(() => parameter(page, "hl")).toBe("running");
  await expect.poll(() => settledPixels(page)).not.toBe(before);
  await running.click();
  await expect.poll(() => settledPixels(page)).toBe(before);
});

test("dense rows show more threads", async ({ page, open }) => {
  await open("/timeline");
  await drawn(page);
  const before = (await rowNames(page)).length;
  await timeline(page).focus();
  await page.keyboard.press("c");
  await page.keyboard.press("c");
  await expect.poll(() => parameter(page, "rows")).toBe("overview");
  await drawn(page);
  await expect
    .poll(async () => (await rowNames(page)).length)
    .toBeGreaterThan(before);
});

test("marks and the origin of the ruler are in the address", async ({
  page,
  open,
}) => {
  await open("/timeline");
  await drawn(page);
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error("The timeline is not on the page.");
  await timeline(page).focus();
  await page.mouse.move(box.x + 600, box.y + 200);
  await page.keyboard.press("Shift+M");
  await page.mouse.move(box.x + 800, box.y + 200);
  await page.keyboard.press("Shift+M");
  await page.keyboard.press("b");
  await expect.poll(() => parameter(page, "mark")).toMatch(/^[\d.]+s,[\d.]+s$/);
  const [, second] = parameter(page, "mark")?.split(",") ?? [];
  expect(parameter(page, "zero")).toBe(second);
  // Where a mark is, the same key takes it away.
  await page.keyboard.press("Shift+M");
  await expect.poll(() => parameter(page, "mark")).toMatch(/^[\d.]+s$/);
  await page.keyboard.press("Shift+B");
  await expect.poll(() => parameter(page, "zero")).toBeNull();
});

test("stack samples of a row are shown below it", async ({ page, open }) => {
  await open("/timeline");
  await drawn(page);
  await focusFirstThread(page);
  const before = await settledPixels(page);
  const asked = page.waitForResponse(/\/api\/samples/);
  await page.keyboard.press("e");
  expect((await asked).status()).toBe(200);
  await expect.poll(() => parameter(page, "stacks")).toMatch(/^\d+$/);
  await expect.poll(() => settledPixels(page)).not.toBe(before);
});
