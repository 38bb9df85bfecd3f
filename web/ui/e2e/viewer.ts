import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import {
  expect,
  test as base,
  type Locator,
  type Page,
} from "@playwright/test";

/** A viewer to test: the mock, or the real one started for the tests of a worker. */
interface WorkerFixtures {
  /** The first address to open; the real one carries the token that becomes a cookie. */
  readonly address: string;
}

interface TestFixtures {
  /** Opens a path of the viewer. */
  readonly open: (path: string) => Promise<void>;
}

const START_WITHIN_MILLIS = 120_000;

export const test = base.extend<TestFixtures, WorkerFixtures>({
  address: [
    async ({}, use, workerInfo) => {
      const mock = workerInfo.project.metadata.address as string | undefined;
      if (mock !== undefined) {
        await use(mock);
        return;
      }
      const { JTRACE_JAR: jar, JTRACE_TRACE: trace } = process.env;
      const isThere = jar && trace && existsSync(jar) && existsSync(trace);
      base.skip(
        !isThere,
        "JTRACE_JAR and JTRACE_TRACE name no viewer and trace",
      );
      const viewer = spawn("java", [
        "-jar",
        jar as string,
        "--no-browser",
        "--http=127.0.0.1:0",
        trace as string,
      ]);
      try {
        await use(await printedAddress(viewer));
      } finally {
        viewer.kill();
      }
    },
    { scope: "worker", timeout: START_WITHIN_MILLIS + 10_000 },
  ],

  // Every test also asserts that the page had no error of its own, which a violated content policy would be.
  page: async ({ page, address }, use) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text()))
        errors.push(message.text());
    });
    await page.goto(address);
    await use(page);
    expect(errors).toEqual([]);
  },

  open: async ({ page, address }, use) => {
    await use(async (path) => {
      await page.goto(new URL(path, address).href);
    });
  },
});

export { expect };

export async function printedAddress(viewer: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const timer = setTimeout(
      () => reject(new Error(`The viewer printed no address:\n${output}`)),
      START_WITHIN_MILLIS,
    );
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output);
      if (address === null) return;
      clearTimeout(timer);
      resolve(address[0]);
    };
    viewer.stdout?.on("data", read);
    viewer.stderr?.on("data", read);
    viewer.on("exit", (code) =>
      reject(new Error(`The viewer ended with ${code}:\n${output}`)),
    );
  });
}

/** Asks the API as the page would, cookie included. */
export async function api<T>(page: Page, url: string): Promise<T> {
  return page.evaluate(
    async (address) => (await (await fetch(address)).json()) as T,
    url,
  ) as Promise<T>;
}

export function timeline(page: Page): Locator {
  return page.getByTestId("timeline");
}

/** Waits until every tile on the screen has arrived. */
export async function drawn(page: Page): Promise<void> {
  await expect(timeline(page)).toHaveAttribute("data-complete", "true");
  await expect(page.getByTestId("mirror").locator("tbody tr")).not.toHaveCount(
    0,
  );
}

/** The colours in the plot of the timeline, as a string that changes with the picture. */
export async function pixels(page: Page): Promise<string> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>(
      "[data-testid=timeline] canvas",
    );
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return "";
    const { width, height } = canvas;
    const { data } = context.getImageData(280, 30, width - 300, height - 60);
    let hash = 0;
    const colours = new Set<number>();
    for (let i = 0; i < data.length; i += 4) {
      const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
      colours.add(colour);
      hash = (Math.imul(hash, 31) + colour) | 0;
    }
    return `${colours.size} colours, ${hash}`;
  });
}

/** The pixels once labels and group strips have arrived too: when they no longer change. */
export async function settledPixels(page: Page): Promise<string> {
  await page.waitForLoadState("networkidle");
  await drawn(page);
  let last = "";
  await expect
    .poll(
      async () => {
        const before = last;
        last = await pixels(page);
        return last === before;
      },
      { intervals: [500] },
    )
    .toBe(true);
  return last;
}

/** A thread with a wait that has a stack: the longest such among the first groups that no GC pause lies over. */
export async function waitWithStack(page: Page) {
  type Span = {
    thread: number;
    threadName: string;
    start: number;
    end: number;
    stack: unknown[] | null;
  };
  const { groups } = await api<{ groups: { threads: number[] }[] }>(
    page,
    "/api/rows?by=name&sort=busy",
  );
  const { gcPauses } = await api<{ gcPauses: [number, number][] }>(
    page,
    "/api/tracks",
  );
  const isFree = (middle: number) =>
    gcPauses.every(([start, end]) => middle < start || middle > end);
  for (const id of groups.flatMap(({ threads }) => threads.slice(0, 3))) {
    const { longest } = await api<{ longest: Span[] }>(
      page,
      `/api/thread?id=${id}`,
    );
    const span = longest.find(
      ({ stack, start, end }) =>
        (stack?.length ?? 0) > 0 &&
        end > start + 1000 &&
        isFree((start + end) / 2),
    );
    if (span !== undefined) return span;
  }
  throw new Error("The trace has no wait with a stack.");
}

/** Moves the pointer down the timeline at `x` until a span's tooltip opens; answers where. */
export function hoverASpan(page: Page, x: number) {
  // Only where a span is can a drag be of use: rows of the JVM and of events say other things.
  return hoverUntil(page, x, page.getByTestId("tooltip"), /drag\s+select time/);
}

/** Moves the pointer down the timeline at `x` until a tooltip says `text`: twice, slower the second time; answers where. */
export async function hoverUntil(
  page: Page,
  x: number,
  tooltip: Locator,
  text: RegExp | string,
) {
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error("The timeline is not on the page.");
  // First where threads are below the rows of a whole JVM, quickly.
  for (const { top, timeout } of [
    { top: 170, timeout: 150 },
    { top: 30, timeout: 500 },
  ]) {
    for (let y = box.y + top; y < box.y + box.height - 10; y += 6) {
      await page.mouse.move(box.x + x, y);
      await page.mouse.move(box.x + x + 0.5, y);
      try {
        await expect(tooltip).toContainText(text, { timeout });
        // It may still be the tooltip of the place before.
        await page.waitForTimeout(200);
        await expect(tooltip).toContainText(text, { timeout: 1 });
        return { x: box.x + x + 0.5, y };
      } catch {
        continue; // Not this row: the next one.
      }
    }
  }
  throw new Error(`No tooltip of the timeline says "${String(text)}".`);
}
