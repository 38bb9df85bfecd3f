import type { Page } from "@playwright/test";
import { api, drawn, expect, hoverUntil, test, timeline } from "./viewer";

type Slice = [event: number, start: number, end: number, lane: number];
type Instant = [event: number, nanos: number];
interface OfThread {
  thread: number;
  name: string;
  slices: Slice[];
  instants: Instant[];
}
interface Details {
  index: number;
  type: string;
  label: string;
  threadName: string;
  fields: { name: string; value: string | null }[];
  next: number | null;
}

const PLOT_LEFT = 268;

/** A thread with events of the program that satisfies the test, with all its events. */
async function threadWithEvents(
  page: Page,
  isWanted: (events: OfThread) => boolean,
): Promise<OfThread> {
  const { groups } = await api<{
    groups: { threads: number[]; names: string[]; eventLanes?: number[] }[];
  }>(page, "/api/rows?by=name&sort=busy");
  for (const { threads, names, eventLanes } of groups) {
    for (let i = 0; i < threads.length; i++) {
      if ((eventLanes?.[i] ?? 0) === 0) continue;
      const answer = await api<{ threads: OfThread[] }>(
        page,
        `/api/events?threads=${threads[i]}&bucket=1000000`,
      );
      const found = { ...answer.threads[0], name: names[i] };
      if (isWanted(found)) return found;
    }
  }
  throw new Error("No thread of the trace has such events.");
}

/** Opens the timeline of one thread at a stretch of time. */
async function openAt(
  page: Page,
  open: (path: string) => Promise<void>,
  name: string,
  from: number,
  to: number,
): Promise<void> {
  const pattern = `^${name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`;
  const view = `${Math.max(0, Math.floor(from))}ns..${Math.ceil(to)}ns`;
  await open(`/timeline?q=${encodeURIComponent(pattern)}&v=${view}`);
  await drawn(page);
}

function hoverAnEvent(page: Page, x: number, label: string) {
  const head = page.getByTestId("tooltip").locator(".tooltip-head");
  return hoverUntil(page, x, head, label);
}

async function middleOf(page: Page): Promise<number> {
  const box = await timeline(page).boundingBox();
  return PLOT_LEFT + ((box?.width ?? 0) - PLOT_LEFT) / 2;
}

test("a click on an event shows its type, thread, time and all fields", async ({
  page,
  open,
}) => {
  await open("/timeline");
  const found = await threadWithEvents(page, ({ slices }) =>
    slices.some(([, start, end]) => end - start > 1_000_000),
  );
  const [index, start, end] = found.slices.reduce((longest, slice) =>
    slice[2] - slice[1] > longest[2] - longest[1] ? slice : longest,
  );
  const event = await api<Details>(page, `/api/event?index=${index}`);
  const room = (end - start) / 2;
  await openAt(page, open, found.name, start - room, end + room);

  // Left of the middle, where marks of the mock's requests are not.
  const at = await hoverAnEvent(
    page,
    (await middleOf(page)) - 150,
    event.label,
  );
  await page.mouse.click(at.x, at.y);

  await expect(page).toHaveURL(new RegExp(`ev=${index}(&|$)`));
  const details = page.getByTestId("event-details");
  await expect(details).toContainText(event.label);
  await expect(details).toContainText(event.type);
  await expect(details).toContainText(found.name);
  await expect(details).toContainText("Duration");
  const fields = page.getByTestId("event-fields");
  await expect(fields.locator("dt")).toHaveText(
    event.fields.map(({ name }) => name),
  );
  await expect(fields.locator("dd")).toHaveText(
    event.fields.map(({ value }) => value ?? "null"),
  );

  await page.keyboard.press(".");
  await expect(page).toHaveURL(new RegExp(`ev=${event.next}(&|$)`));
  await page.keyboard.press(",");
  await expect(page).toHaveURL(new RegExp(`ev=${index}(&|$)`));
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/ev=/);
  await expect(details).toBeHidden();
});

test("an instant is a mark that can be clicked", async ({ page, open }) => {
  await open("/timeline");
  const found = await threadWithEvents(
    page,
    ({ instants }) => instants.length > 0,
  );
  const [index, nanos] = found.instants[0];
  const event = await api<Details>(page, `/api/event?index=${index}`);
  await openAt(page, open, found.name, nanos - 50_000, nanos + 50_000);

  const at = await hoverAnEvent(page, await middleOf(page), event.label);
  await page.mouse.click(at.x, at.y);

  await expect(page).toHaveURL(new RegExp(`ev=${index}(&|$)`));
  await expect(page.getByTestId("event-details")).toContainText("an instant");
});

test("events are found by the search and shown where they are", async ({
  page,
  open,
}) => {
  await open("/overview");
  const { customEvents } = await api<{
    customEvents: { types: { name: string; label: string }[] };
  }>(page, "/api/trace");
  const { name, label } = customEvents.types[0];
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill(name);
  await page
    .getByRole("option")
    .filter({ hasText: /^event/ })
    .filter({ hasText: label })
    .first()
    .click();

  await expect(page).toHaveURL(/\/timeline\?.*ev=\d+/);
  await expect(page.getByTestId("event-details")).toContainText(name);
  await drawn(page);
  const spoken = page.getByTestId("mirror").locator("[aria-live]");
  await expect(spoken).toContainText(label);
});
