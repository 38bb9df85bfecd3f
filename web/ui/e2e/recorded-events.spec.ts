import type { EventTypes } from "../src/api/events";
import { api, expect, test } from "./viewer";

test("the page of events lists types, and events of one page by page", async ({
  page,
  open,
}) => {
  const { types } = await api<EventTypes>(page, "/api/event-types");
  await open("/events");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Events");
  const list = page.getByRole("table", { name: "Types of events" });
  await expect(list).toHaveAttribute("aria-rowcount", String(types.length + 1));
  const most = types.reduce((a, b) => (b.count > a.count ? b : a));
  await open(`/events?type=${encodeURIComponent(most.name)}`);
  const events = page.getByRole("table", { name: "Events", exact: true });
  await expect(events.locator("thead")).toContainText(most.fields[0]);
  const pages = page.getByRole("group", { name: "Pages" });
  await expect(pages.getByRole("button", { name: "Earlier" })).toBeDisabled();
  await pages.getByRole("button", { name: "Later" }).press("Enter");
  await expect(pages.getByRole("status")).toContainText("101 to");
  await events.locator("a.when").first().click();
  await expect(page).toHaveURL(/\/timeline\?/);
});

test("events are filtered by text and by thread", async ({ page, open }) => {
  await open("/events?type=jdk.SocketRead");
  const status = page.getByRole("group", { name: "Pages" }).getByRole("status");
  await expect(status).toContainText(" of ");
  await page.getByLabel(/^Filter events/).fill("there is no such text");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=there/);
  await expect(status).toHaveText("none");
  await page.getByLabel(/^Filter events/).fill("");
  await page.keyboard.press("Enter");
  await expect(status).toContainText(" of ");
  await page.getByLabel(/^Thread: its name/).fill("nobody");
  await page.keyboard.press("Enter");
  await expect(status).toHaveText("none");
});

test("a type without events is said", async ({ page, open }) => {
  await open("/events?type=com.acme.Nothing");
  await expect(page.getByRole("alert")).toContainText("com.acme.Nothing");
});
