import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "./viewer";

/** A page of another origin that speaks Perfetto's side of the protocol and shows what it got in its title. */
const FAKE_UI = `<!doctype html><title>waiting</title><script>
addEventListener("message", (event) => {
  if (event.data === "PING") {
    event.source.postMessage("PONG", event.origin);
    return;
  }
  const { buffer, title, localOnly } = event.data.perfetto;
  document.title = [title, buffer.byteLength, localOnly].join("|");
});
</script>`;

let fake: Server;
let origin: string;

test.beforeAll(async () => {
  fake = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(FAKE_UI);
  });
  await new Promise<void>((done) => fake.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(fake.address() as AddressInfo).port}`;
});

test.afterAll(() => {
  fake.close();
  fake.closeAllConnections();
});

test.beforeEach(async ({ page }) => {
  await page.route("**/api/trace", async (route) => {
    const response = await route.fetch();
    const facts = (await response.json()) as object;
    await route.fulfill({
      response,
      json: { ...facts, name: `a "trace" <b>.jfr`, perfettoUi: origin },
    });
  });
});

// The answer that a handler waits for is gone with the page.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "wait" }));

test("Open in Perfetto hands over the trace", async ({ page, open }) => {
  await open("/overview");
  const [popup] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("button", { name: /Open in Perfetto/ }).click(),
  ]);
  await expect(popup).toHaveTitle(/^a trace b \.jfr\|[1-9]\d*\|false$/);
  await expect(page.locator(".perfetto-note")).toBeHidden();
});

test("a time window is what Perfetto gets", async ({ page, open }) => {
  await open("/overview?t=1ms..900ms");
  const asked = page.waitForRequest(/\/export\/trace\.pftrace/);
  await page.getByRole("button", { name: /Open in Perfetto/ }).click();
  const url = new URL((await asked).url());
  expect(url.searchParams.get("from")).toBe("1000000");
  expect(url.searchParams.get("to")).toBe("900000000");
});

test("a window closed too early is said in a sentence", async ({
  page,
  open,
}) => {
  await page.context().route(`${origin}/**`, (route) => route.abort());
  await open("/overview");
  const [popup] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("button", { name: /Open in Perfetto/ }).click(),
  ]);
  await popup.close();
  await expect(page.getByRole("alert")).toContainText("closed before");
});

test("a blocked window offers a second button", async ({ page, open }) => {
  await open("/overview");
  await page.evaluate(() => {
    window.open = () => null;
  });
  await page.getByRole("button", { name: /Open in Perfetto/ }).click();
  await expect(page.getByRole("alert")).toContainText("blocked");
  await expect(
    page.getByRole("button", { name: "Open the window now" }),
  ).toBeVisible();
  await expect(page.locator(".perfetto-note")).toContainText(
    "The trace stays in your browser",
  );
});

test("Export offers four downloads of a window", async ({ page, open }) => {
  await open("/overview?t=1ms..900ms");
  await page.getByRole("button", { name: "Export" }).click();
  const links = page.locator(".menu-items a");
  await expect(links).toHaveCount(4);
  await expect(links.nth(0)).toHaveAttribute(
    "href",
    /trace\.pftrace\?from=1000000&to=900000000$/,
  );
  await expect(links.nth(2)).toHaveAttribute(
    "href",
    /trace\.jfr\?from=1000000&to=900000000$/,
  );
  await expect(links.nth(3)).toHaveAttribute("href", "/export/trace.jfr");
  await page.keyboard.press("Escape");
  await expect(links).toHaveCount(0);
});
