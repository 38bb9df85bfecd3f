import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe-core calls serious or critical. */
export async function faults(
  page: Page,
  where: string,
): Promise<readonly string[]> {
  // In the page itself: a second one to put frames together in is of no use where there are none.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .setLegacyMode()
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${where} ${id}: ${nodes[0].html}`);
}
