import {
  api,
  drawn,
  expect,
  hoverASpan,
  pixels,
  settledPixels,
  test,
  timeline,
  waitWithStack,
} from "./viewer";

const view = (url: string) => new URL(url).searchParams.get("v");

function seconds(text: string | null): [number, number] {
  const match = /^([\d.]+)s\.\.([\d.]+)s$/.exec(text ?? "");
  if (match === null) throw new Error(`"${text}" is not a range.`);
  return [Number(match[1]), Number(match[2])];
}

test("the timeline draws threads in the colours of their states", async ({
  page,
  open,
}) => {
  await open("/timeline");
  await drawn(page);
  const colours = Number((await pixels(page)).split(" ")[0]);
  expect(colours).toBeGreaterThan(8);
  await expect(page.getByTestId("mirror").locator("tbody tr")).not.toHaveCount(
    0,
  );
});

test("wheel and keys zoom and pan; Back undoes a gesture", async ({
  page,
  open,
}) => {
  await open("/timeline");
  const whole = await settledPixels(page);
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error("The timeline is not on the page.");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.down("Control");
  for (let i = 0; i < 6; i++) await page.mouse.wheel(0, -120);
  await page.keyboard.up("Control");
  await expect.poll(() => view(page.url())).not.toBeNull();
  await drawn(page);
  await expect.poll(() => pixels(page)).not.toBe(whole);
  // The address settles when the gesture has ended.
  await page.waitForTimeout(800);
  const zoomed = seconds(view(page.url()));

  await page.keyboard.press("d");
  await expect
    .poll(() => seconds(view(page.url()))[0])
    .toBeGreaterThan(zoomed[0]);
  await page.waitForTimeout(800);
  const panned = seconds(view(page.url()));
  await page.keyboard.press("w");
  const length = ([from, to]: [number, number]) => to - from;
  await expect
    .poll(() => length(seconds(view(page.url()))))
    .toBeLessThan(length(panned) * 0.9);
  await page.waitForTimeout(800);

  await page.goBack();
  await expect
    .poll(() => length(seconds(view(page.url()))))
    .toBeCloseTo(length(panned), 5);
  await page.keyboard.press("0");
  await page.mouse.move(0, 0);
  await expect.poll(() => settledPixels(page)).toBe(whole);
});

test("a click shows the span with its stack", async ({ page, open }) => {
  await open("/timeline");
  const span = await waitWithStack(page);
  const room = (span.end - span.start) / 2;
  const name = encodeURIComponent(
    `^${span.threadName.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`,
  );
  await open(
    `/timeline?q=${name}&v=${Math.max(0, Math.floor(span.start - room))}ns..${Math.ceil(span.end + room)}ns`,
  );
  await drawn(page);
  const box = await timeline(page).boundingBox();
  const middle = 268 + ((box?.width ?? 0) - 268) / 2;
  const at = await hoverASpan(page, middle);
  await page.mouse.click(at.x, at.y);
  await expect(page).toHaveURL(/sel=\d+@/);
  const details = page.getByTestId("span-details");
  await expect(details).toContainText(span.threadName);
  await expect(details).toContainText("Duration");
  await expect(page.getByTestId("stack").locator("li").first()).not.toBeEmpty();

  const selected = page.url();
  await page.keyboard.press(".");
  await expect(page).not.toHaveURL(selected);
  await page.keyboard.press(",");
  await page.keyboard.press("f");
  await expect.poll(() => view(page.url())).not.toBeNull();
  await settledPixels(page);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/sel=/);
  await expect(details).toBeHidden();
});

test("a step that is answered late does not undo Escape", async ({
  page,
  open,
}) => {
  await open("/timeline");
  const { thread, start } = await waitWithStack(page);
  await open(`/timeline?sel=${thread}@${Math.floor(start)}ns`);
  await expect(page.getByTestId("span-details")).toContainText("Duration");
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/api/span?index=*", async (asked) => {
    await held;
    await asked.continue();
  });

  const asked = page.waitForRequest("**/api/span?index=*");
  await timeline(page).focus();
  await page.keyboard.press(".");
  await asked;
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/sel=/);
  const answered = page.waitForResponse("**/api/span?index=*");
  answer();
  await answered;

  await settledPixels(page);
  expect(page.url()).not.toContain("sel=");
});

test("a drag selects a stretch, which all pages then show", async ({
  page,
  open,
}) => {
  await open("/timeline");
  await drawn(page);
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error("The timeline is not on the page.");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 500, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 700, y, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/t=[\d.]+s\.\.[\d.]+s/);
  const table = page.getByRole("table", { name: "Time by state per group" });
  await expect(table.locator("tbody tr").first()).toBeVisible();

  await page.getByRole("link", { name: "Threads", exact: true }).click();
  await expect(page).toHaveURL(/\/threads\?t=/);
  await expect(page.getByTestId("window-chip")).toBeVisible();
  await page.getByTestId("window-chip").click();
  await expect(page).toHaveURL(/\/threads$/);
});

test("rows can be walked by keyboard and are read out", async ({
  page,
  open,
}) => {
  await open("/timeline");
  await drawn(page);
  await timeline(page).focus();
  await page.keyboard.press("ArrowDown");
  const spoken = page.getByTestId("mirror").locator("[aria-live]");
  await expect(spoken).not.toBeEmpty();
  const first = await spoken.innerText();
  await page.keyboard.press("ArrowDown");
  await expect(spoken).not.toHaveText(first);
});

test("the filter keeps matching threads only", async ({ page, open }) => {
  await open("/timeline");
  const { groups } = await api<{ groups: { names: string[] }[] }>(
    page,
    "/api/rows?by=name&sort=busy",
  );
  const name = groups[0].names[0];
  await page.getByLabel("Filter threads").fill(name);
  const rows = page.getByTestId("mirror").locator("tbody th");
  await expect(rows.filter({ hasText: name }).first()).toBeAttached();
  await page.getByLabel("Filter threads").fill("no such thread 4711");
  await expect(page.getByText("No thread matches the filter.")).toBeVisible();
});

test("the minimap moves the view", async ({ page, open }) => {
  await open("/timeline");
  await drawn(page);
  const box = await page.getByTestId("minimap").boundingBox();
  if (box === null) throw new Error("The minimap is not on the page.");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width - 1, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, y, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => view(page.url())).not.toBeNull();
});
