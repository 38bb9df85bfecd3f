import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { api, expect, printedAddress, test } from "./viewer";

interface Row {
  readonly subject: string | null;
  readonly part: string | null;
  readonly firstNanos: number;
  readonly secondNanos: number;
}

interface Tables {
  readonly groups: readonly Row[];
}

/** A viewer of the trace beside its own first second. */
const compare = test.extend<{ diff: () => Tables }>({
  diff: async ({ page }, use) => {
    const folder = mkdtempSync(join(tmpdir(), "jtrace-compare-"));
    const before = join(folder, "before.jfr");
    const { JTRACE_JAR: jar = "", JTRACE_TRACE: trace = "" } = process.env;
    const jtrace = (...words: string[]) =>
      execFileSync("java", ["-jar", jar, ...words], {
        maxBuffer: 256 * 1024 * 1024,
      }).toString();
    jtrace("cut", "--from=0s", "--to=1s", trace, "-o", before);
    const viewer = spawn("java", [
      "-jar",
      jar,
      "--no-browser",
      `--base=${before}`,
      trace,
    ]);
    try {
      await page.goto(await printedAddress(viewer));
      await use(
        () => JSON.parse(jtrace("diff", "--json", before, trace)) as Tables,
      );
    } finally {
      viewer.kill();
      rmSync(folder, { recursive: true });
    }
  },
});

compare("the page and jtrace diff tell the same", async ({ page, diff }) => {
  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await expect(page.locator(".page-head")).toContainText("A: before.jfr, 1.0");
  await expect(page.getByTestId("flame")).toBeVisible();
  const { groups } = await api<Tables>(page, "/api/compare");
  expect(groups[0]).toEqual(diff().groups[0]);
  await expect(
    page
      .getByRole("table", { name: "Threads by name and state" })
      .locator("tbody tr")
      .first(),
  ).toContainText(String(groups[0].subject));
});

test("without a trace to compare with, the page says how to get one", async ({
  page,
  open,
}) => {
  await open("/compare");
  await expect(page.getByText("jtrace --base=before.out")).toBeVisible();
  await expect(
    page.getByRole("link", { name: "Compare", exact: true }),
  ).toHaveCount(0);
});
