import { readFile } from "node:fs/promises";
import { drawn, expect, test, timeline } from "./viewer";

const searchBox = { name: "Search threads, frames, locks, events" };

test("commands are found behind > and run", async ({ page, open }) => {
  await open("/timeline?v=1s..1.2s");
  await drawn(page);
  await timeline(page).focus();
  await page.keyboard.press("g");
  const search = page.getByRole("combobox", searchBox);
  await expect(search).toBeFocused();
  await search.fill("> whole");
  await expect(
    page.getByRole("option", { name: "Show the whole trace" }),
  ).toBeVisible();
  await search.press("Enter");
  await expect
    .poll(() => new URL(page.url()).searchParams.get("v"))
    .toMatch(/^0s\.\./);
});

test("a time and a filter lead to the timeline", async ({ page, open }) => {
  await open("/overview");
  const search = page.getByRole("combobox", searchBox);
  await search.fill("1.5s");
  await page.getByRole("option", { name: "1.500 s" }).click();
  await drawn(page);
  expect(new URL(page.url()).searchParams.get("v")).toMatch(/^1\.4995s/);

  await search.fill("state:parked dur>1ms");
  await page.getByRole("option", { name: "threads that have such" }).click();
  await expect
    .poll(() => new URL(page.url()).searchParams.get("q"))
    .toBe("state:parked dur>1ms");
});

test("the view is saved as SVG and as PNG", async ({ page, open }) => {
  await open("/timeline");
  await drawn(page);
  const save = async (extension: string) => {
    await page.getByRole("button", { name: "Export" }).click();
    const download = page.waitForEvent("download");
    await page
      .getByRole("button", { name: `Picture of this view ${extension}` })
      .click();
    return readFile(await (await download).path());
  };
  const svg = (await save(".svg")).toString();
  expect(svg).toMatch(/^<svg xmlns=.*<\/svg>$/s);
  const shapes = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    return parsed.querySelector("parsererror") === null
      ? parsed.querySelectorAll("rect, path, text").length
      : -1;
  }, svg);
  expect(shapes).toBeGreaterThan(100);
  const png = await save(".png");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
});
