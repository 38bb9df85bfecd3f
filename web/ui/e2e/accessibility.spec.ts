import AxeBuilder from "@axe-core/playwright";
import { drawn, expect, test, waitWithStack } from "./viewer";

for (const theme of ["light", "dark"]) {
  test(`no page has serious accessibility faults, ${theme}`, async ({
    page,
    open,
  }) => {
    test.setTimeout(180_000);
    const span = await waitWithStack(page);
    const paths = [
      "/overview",
      "/timeline",
      `/timeline?t=1ms..900ms&sel=${span.thread}@${span.start}`,
      "/scheduling",
      "/tasks",
      "/task?task=0",
      "/regions",
      "/threads",
      "/group?by=kind&group=platform",
      `/thread?id=${span.thread}`,
    ];
    for (const path of paths) {
      await open(`${path}${path.includes("?") ? "&" : "?"}theme=${theme}`);
      await page.waitForLoadState("networkidle");
      if (path.startsWith("/timeline")) await drawn(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${path} ${id}: ${nodes[0].html}`);
      expect(serious).toEqual([]);
    }
  });
}
