import { api, expect, test } from "./viewer";

test("help says what each colour means and how certain that is in this trace", async ({
  page,
  open,
}) => {
  await open("/timeline");
  const { scheduling } = await api<{
    scheduling: { cpuSource: string; virtualThreads: string };
  }>(page, "/api/trace");
  await page.keyboard.press("?");
  const legend = page.getByTestId("help-legend");
  const entry = (label: string) =>
    legend.locator("dl > div").filter({
      has: page.locator("dt").filter({ hasText: new RegExp(`^${label}`) }),
    });
  await expect(legend.locator("dl > div")).toHaveCount(11);
  await expect(entry("Running")).toContainText(
    scheduling.cpuSource === "perf" ? "certain" : "ambiguous",
  );
  if (scheduling.virtualThreads === "hooks")
    await expect(entry("Runnable")).toContainText("Hooks tell");
  await expect(entry("Unknown")).toContainText("does not show");
});

test("a page says why something is not there and how to get it", async ({
  page,
  open,
}) => {
  await page.route("**/api/trace", async (route) => {
    const answer = await route.fetch();
    const facts = await answer.json();
    facts.jvms[0].javaVersion = "17.0.15";
    facts.virtualThreadCount = 1;
    facts.eventTypes = [];
    await route.fulfill({ json: facts });
  });
  await page.route("**/api/overview*", async (route) => {
    const answer = await route.fetch();
    const overview = await answer.json();
    overview.numbers.pinnedCount = null;
    overview.numbers.cpuCores = null;
    overview.topMonitors = [];
    await route.fulfill({ json: overview });
  });
  await open("/overview");
  await expect(
    page.locator(".number-card", { hasText: "pinned" }),
  ).toContainText("needs JDK 21 or newer");
  await expect(page.locator(".number-card", { hasText: "CPU" })).toContainText(
    "no jdk.CPULoad. Record with",
  );
  await expect(page.getByText("no jdk.JavaMonitorEnter. Record")).toBeVisible();
});
