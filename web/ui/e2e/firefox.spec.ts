import { Firefox, findFirefox } from "./firefox";
import { expect, test as base } from "./viewer";

const CONTROL = "\uE009";

/** Firefox with the viewer open, and with what went wrong in its pages. */
const test = base.extend<{ firefox: Firefox }>({
  firefox: async ({ address }, use) => {
    const path = findFirefox();
    base.skip(
      path === undefined,
      "no Firefox: install firefox-esr, or set FIREFOX_PATH",
    );
    const firefox = await Firefox.launch(path as string);
    try {
      await firefox.resize(1440, 900);
      await firefox.open(address);
      await use(firefox);
    } finally {
      await firefox.close();
    }
  },
});

async function openTimeline(firefox: Firefox, address: string): Promise<void> {
  await firefox.open(new URL("/timeline", address).href);
  await isDrawn(firefox);
}

async function isDrawn(firefox: Firefox): Promise<void> {
  const complete = () =>
    firefox.run(
      () =>
        document
          .querySelector("[data-testid=timeline]")
          ?.getAttribute("data-complete") === "true",
    );
  await expect.poll(complete).toBe(true);
}

/** How many colours the canvas of the timeline shows, and a number that changes with its picture. */
function picture(firefox: Firefox) {
  return firefox.run(() => {
    const canvas = document.querySelector<HTMLCanvasElement>(
      "[data-testid=timeline] canvas",
    );
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return { colours: 0, hash: 0 };
    const { data } = context.getImageData(280, 30, canvas.width - 300, 300);
    const colours = new Set<number>();
    let hash = 0;
    for (let i = 0; i < data.length; i += 4) {
      const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
      colours.add(colour);
      hash = (Math.imul(hash, 31) + colour) | 0;
    }
    return { colours: colours.size, hash };
  });
}

const shownRange = (firefox: Firefox) =>
  firefox.run(() => new URL(location.href).searchParams.get("v"));

test("Firefox draws the timeline and zooms by wheel and keys", async ({
  firefox,
  address,
}) => {
  await openTimeline(firefox, address);
  const whole = await picture(firefox);
  expect(whole.colours).toBeGreaterThan(8);

  await firefox.perform(
    {
      type: "key",
      id: "keyboard",
      actions: [
        { type: "keyDown", value: CONTROL },
        { type: "pause" },
        { type: "pause" },
        { type: "keyUp", value: CONTROL },
      ],
    },
    {
      type: "wheel",
      id: "wheel",
      actions: [
        { type: "pause" },
        { type: "scroll", x: 800, y: 500, deltaX: 0, deltaY: -360 },
        { type: "scroll", x: 800, y: 500, deltaX: 0, deltaY: -360 },
      ],
    },
  );
  await expect.poll(() => shownRange(firefox)).not.toBeNull();
  await isDrawn(firefox);
  const zoomed = await shownRange(firefox);
  expect((await picture(firefox)).hash).not.toBe(whole.hash);

  await firefox.press("w");
  await expect.poll(() => shownRange(firefox)).not.toBe(zoomed);
  await firefox.press("0");
  await expect.poll(async () => (await picture(firefox)).hash).toBe(whole.hash);
});

test("Firefox shows a tooltip, and the details on a click", async ({
  firefox,
  address,
}) => {
  await openTimeline(firefox, address);
  const text = (testId: string) =>
    firefox.run(
      (id) => document.querySelector(`[data-testid=${id}]`)?.textContent ?? "",
      testId,
    );
  const move = (y: number, ...rest: object[]) =>
    firefox.perform({
      type: "pointer",
      id: "mouse",
      actions: [
        { type: "pointerMove", x: 800, y },
        { type: "pointerMove", x: 801, y },
        ...rest,
      ],
    });
  let y = 250;
  await expect
    .poll(
      async () => {
        await move((y += 10));
        await new Promise((resolve) => setTimeout(resolve, 400));
        return text("tooltip");
      },
      { intervals: [0] },
    )
    .toMatch(/Duration.*click/);
  await move(
    y,
    { type: "pointerDown", button: 0 },
    { type: "pointerUp", button: 0 },
  );
  // What lies under the pointer may be a span or an event of the program.
  await expect
    .poll(
      async () => (await text("span-details")) + (await text("event-details")),
    )
    .toContain("Duration");
});

test("Firefox shows the other pages", async ({ firefox, address }) => {
  for (const name of ["overview", "threads", "scheduling", "blocking"]) {
    await firefox.open(new URL(`/${name}`, address).href);
    await expect
      .poll(() =>
        firefox.run(() => document.querySelector("main h1, main h2") !== null),
      )
      .toBe(true);
  }
});
