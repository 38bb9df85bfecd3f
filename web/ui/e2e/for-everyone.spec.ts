import type { Page } from "@playwright/test";
import {
  drawn,
  expect,
  pixels,
  settledPixels,
  test,
  timeline,
  waitWithStack,
} from "./viewer";

/** What a window of 1400 by 900 pixels has at 200 %. */
const AT_200_PERCENT = { width: 700, height: 450 };

/** Controls that lie outside the window where no scrolling brings them in. */
function outOfReach(page: Page) {
  return page.evaluate(() => {
    const scrolls = (element: Element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      return {
        x: /auto|scroll/.test(overflowX),
        y: /auto|scroll/.test(overflowY),
      };
    };
    const unreachable = (control: Element) => {
      const box = control.getBoundingClientRect();
      if (box.width === 0 || control.closest(".off-screen, .skip-link"))
        return false;
      let [x, y] = [false, false];
      for (let at = control.parentElement; at; at = at.parentElement) {
        x ||= scrolls(at).x;
        y ||= scrolls(at).y;
      }
      const { innerWidth, innerHeight } = window;
      return (
        ((box.right > innerWidth + 1 || box.left < -1) && !x) ||
        ((box.bottom > innerHeight + 1 || box.top < -1) && !y)
      );
    };
    return [...document.querySelectorAll("button, a, input, select")]
      .filter(unreachable)
      .map(({ outerHTML }) => outerHTML.slice(0, 120));
  });
}

test("at 200 % no control is cut off, on no page", async ({ page, open }) => {
  await page.setViewportSize(AT_200_PERCENT);
  const span = await waitWithStack(page);
  for (const path of [
    "/overview",
    "/timeline",
    `/timeline?t=1ms..900ms&sel=${span.thread}@${span.start}`,
    "/scheduling",
    "/cpu",
    "/blocking",
    "/locks",
    "/io",
    "/gc",
    "/events",
    "/compare",
    "/threads",
    `/thread?id=${span.thread}`,
  ]) {
    await open(path);
    await page.waitForLoadState("networkidle");
    expect(await outOfReach(page), path).toEqual([]);
    const width = await page.evaluate(
      () => document.documentElement.scrollWidth,
    );
    expect(width, path).toBeLessThanOrEqual(AT_200_PERCENT.width);
  }
});

test("the bar is whole at every width", async ({ page, open }) => {
  for (const width of [1600, 1440, 1400, 1330, 1280, 1024, 900]) {
    await page.setViewportSize({ width, height: 800 });
    await open("/overview");
    await expect(page.locator(".number-card").first()).toBeVisible();
    expect(await outOfReach(page), `${width} px`).toEqual([]);
    const help = await page.getByRole("button", { name: "Help" }).boundingBox();
    expect(help?.width, `${width} px`).toBeGreaterThan(24);
  }
});

test("at 200 % the timeline has room for rows, beside an open drawer too", async ({
  page,
  open,
}) => {
  await page.setViewportSize(AT_200_PERCENT);
  const height = () => timeline(page).evaluate((host) => host.clientHeight);
  await open("/timeline");
  await drawn(page);
  expect(await height()).toBeGreaterThan(200);
  await open("/timeline?t=1ms..900ms");
  await expect(page.getByRole("tab", { name: "Slowest" })).toBeInViewport();
  expect(await height()).toBeGreaterThanOrEqual(100);
});

test("more contrast outlines spans and leaves their states as they are", async ({
  page,
  open,
}) => {
  await open("/timeline");
  const usual = await settledPixels(page);
  await page.emulateMedia({ contrast: "more" });
  await expect.poll(() => pixels(page)).not.toBe(usual);
  const state = () =>
    page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue(
        "--state-running",
      ),
    );
  const withContrast = await state();
  await page.emulateMedia({ contrast: "no-preference" });
  await expect.poll(() => settledPixels(page)).toBe(usual);
  expect(withContrast).toBe(await state());
});

test("forced colours leave the colours of states in the legend", async ({
  page,
  open,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open("/timeline");
  await drawn(page);
  const shown = await page
    .locator(".timeline-bar .swatch")
    .evaluateAll((swatches) =>
      swatches.map((swatch) => getComputedStyle(swatch).backgroundColor),
    );
  expect(new Set(shown).size).toBe(10);
});

test("with reduced motion nothing is animated", async ({ page, open }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const path of ["/overview", "/timeline", "/blocking"]) {
    await open(path);
    await page.waitForLoadState("networkidle");
    await page.keyboard.press("w");
    const running = await page.evaluate(() => document.getAnimations().length);
    expect(running, path).toBe(0);
  }
});

test("keys are known by their place on a French keyboard too", async ({
  page,
  open,
}) => {
  await open("/timeline");
  await drawn(page);
  const range = () => new URL(page.url()).searchParams.get("v");
  // The key that is W on QWERTY types z on AZERTY.
  await timeline(page).evaluate((host) => {
    const stroke = { code: "KeyW", key: "z", bubbles: true, cancelable: true };
    host.dispatchEvent(new KeyboardEvent("keydown", stroke));
  });
  await expect.poll(range).not.toBeNull();
  const zoomed = range();
  await timeline(page).evaluate((host) => {
    const stroke = { code: "KeyZ", key: "w", bubbles: true, cancelable: true };
    host.dispatchEvent(new KeyboardEvent("keydown", stroke));
  });
  await page.waitForTimeout(800);
  expect(range()).toBe(zoomed);
});
