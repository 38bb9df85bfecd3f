import type { ProcessorUse } from "../src/api/cpu";
import type { Profile } from "../src/api/profile";
import type { Groups } from "../src/api/types";
import { api, expect, test } from "./viewer";

test("the page of the CPU says what its graph counts, and splits time on and off", async ({
  page,
  open,
}) => {
  const cpu = await api<Profile>(page, "/api/profile?kind=cpu");
  await open("/cpu");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("CPU");
  await expect(page.locator(".page-head")).toContainText(
    cpu.recorded ? cpu.source : "not recorded",
  );
  await page.getByRole("tab", { name: "Off CPU" }).click();
  await expect(page).toHaveURL(/kind=blocking/);
  await expect(
    page.getByRole("table", { name: "Longest waits" }),
  ).toBeVisible();
  await page.getByRole("tab", { name: "Both" }).click();
  await expect(page).toHaveURL(/kind=time/);
  await page.getByRole("button", { name: "As table" }).click();
  const table = page.getByRole("table", { name: "All time by stack, total" });
  await expect(table.locator("tbody tr").first()).toContainText("all");
});

test("all time of a group is its time by state, and a group and a thread narrow the page", async ({
  page,
  open,
}) => {
  const { groups } = await api<Groups>(page, "/api/groups");
  const [first] = groups;
  const { total } = await api<Profile>(
    page,
    `/api/profile?kind=time&group=${encodeURIComponent(first.key)}`,
  );
  expect(total).toBe(first.totalNanos);
  await open("/cpu?kind=time");
  const whose = page.getByRole("table", { name: "Groups", exact: true });
  await whose.locator("tbody a").first().click();
  await expect(page).toHaveURL(/\/cpu\?.*group=/);
  const threads = page.getByRole("table", { name: "Threads", exact: true });
  await threads.locator("tbody a").first().click();
  await expect(page).toHaveURL(/\/cpu\?id=\d+.*kind=time/);
  await expect(page.getByRole("button", { name: /^Thread #/ })).toBeVisible();
});

test("the heat map is read and walked by keys, and leads to the timeline", async ({
  page,
  open,
}) => {
  const { sources, rows } = await api<ProcessorUse>(page, "/api/processor-use");
  await open("/cpu");
  if (sources.length === 0) {
    await expect(page.getByText(/jdk\.CPULoad/)).toBeVisible();
    return;
  }
  const map = page.getByTestId("heat-map");
  await map.focus();
  const at = page.getByTestId("heat-at");
  await expect(at).toContainText(rows[0].name);
  await expect(at).toContainText(/% busy|not known/);
  await page.keyboard.press("ArrowRight");
  if (rows.length > 1) {
    await page.keyboard.press("ArrowDown");
    await expect(at).toContainText(rows[1].name);
  }
  const table = page.getByRole("table", { name: "Use of processors" });
  await expect(table.locator("tbody tr")).toHaveCount(rows.length);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/timeline\?.*v=/);
});

test("what tells of processors is chosen by tab, and a window cuts it", async ({
  page,
  open,
}) => {
  const { sources } = await api<ProcessorUse>(page, "/api/processor-use");
  const last = sources.at(-1);
  await open(`/cpu?t=10ms..60ms&type=${last ?? "load"}`);
  const { rows } = await api<ProcessorUse>(
    page,
    "/api/processor-use?from=10000000&to=60000000&buckets=7",
  );
  for (const { percents, knownNanos } of rows) {
    expect(percents).toHaveLength(7);
    expect(knownNanos).toBeLessThanOrEqual(50e6);
  }
  if (sources.length > 1)
    await expect(
      page.getByRole("tablist", { name: "Source" }).getByRole("tab", {
        selected: true,
      }),
    ).toHaveText(/load|Carriers/);
});
