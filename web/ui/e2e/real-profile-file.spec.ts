import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, HOSTILE, test } from "./profile-viewer";

const VIEWS = [
  "/top",
  "/top?si=samples&h=serve",
  "/top?f=Cache&sf=serve&order=-cum",
  "/peek?q=Cache",
];

test("a single file answers what the server answers, without any request", async ({
  page,
  open,
  folder,
}) => {
  await open("/top");
  const served: Record<string, string> = {};
  const textOf = async () =>
    page.getByRole("table").locator("tbody").allInnerTexts();
  for (const view of VIEWS) {
    await open(view);
    await page.waitForLoadState("networkidle");
    served[view] = (await textOf()).join("\n");
  }
  const html = await page.evaluate(async () =>
    (await fetch("/export/profile.html")).text(),
  );
  expect(html).not.toContain(HOSTILE);
  const file = join(folder, "profile.html");
  writeFileSync(file, html);

  const requests: string[] = [];
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) requests.push(request.url());
  });
  const address = pathToFileURL(file).href;
  for (const view of VIEWS) {
    await page.goto("about:blank");
    await page.goto(`${address}#${view}`);
    await expect(page.getByRole("table")).toBeVisible();
    expect((await textOf()).join("\n"), view).toBe(served[view]);
  }
  expect(requests).toEqual([]);
  expect(await page.locator("img").count()).toBe(0);
});

test("a single file turns, refines and goes back", async ({
  page,
  open,
  folder,
}) => {
  await open("/flamegraph?i=Batch");
  const html = await page.evaluate(async () =>
    (await fetch("/export/profile.html?i=Batch")).text(),
  );
  const file = join(folder, "part.html");
  writeFileSync(file, html);
  await page.goto(pathToFileURL(file).href);
  await expect(page.getByText("ignore=Batch")).toBeVisible();
  const focus = page.getByTestId("flame-focus");
  await page.getByTestId("flame").focus();
  await expect(focus).toContainText("root, 800 ms");
  for (const key of ["ArrowDown", "ArrowDown", "Enter"])
    await page.keyboard.press(key);
  await expect(focus).toContainText("serve, 400 ms");
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: /^Hide/ }).click();
  await expect(page.getByText("No stack has a function")).toBeVisible();
  await page.goBack();
  await page.goBack();
  await page.getByTestId("flame").focus();
  await expect(focus).toContainText("root, 800 ms");
  await page.getByRole("link", { name: "Graph", exact: true }).click();
  await expect(page.getByTestId("graph").getByRole("button")).toHaveCount(6);
  await expect(page.getByText("Single file")).toBeVisible();
});
