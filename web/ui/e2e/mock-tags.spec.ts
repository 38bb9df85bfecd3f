import { api, expect, test } from "./viewer";

test("a span says what its stack tells, and leads to others that do so", async ({
  page,
  open,
}) => {
  await open("/timeline");
  const { spans } = await api<{
    spans: { thread: number; start: number; subject: string | null }[];
  }>(page, "/api/spans?q=state:socketIo");
  const [span] = spans;
  await open(`/timeline?sel=${span.thread}@${Math.floor(span.start)}ns`);
  const stack = page.getByRole("region", { name: "Stack" });

  await expect(stack.locator(".stack-tag")).toHaveText(["HTTP", "JDBC"]);
  await stack.getByRole("link", { name: "JDBC" }).click();
  await expect(page).toHaveURL(/[?&]q=tag(:|%3A)jdbc/);
});
