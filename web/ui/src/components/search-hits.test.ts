import { describe, expect, it } from "vitest";
import { commandHits, isFilter, spanHits, timeHits } from "./search-hits";

describe("search", () => {
  it.each([
    ["state:blocked", true],
    ["exec-1 dur>10ms", true],
    ["-frame:netty", true],
    ["http-nio-8080-exec-1", false],
    ["db:5432", false],
    ["duration", false],
  ])("%s is a filter: %s", (text, expected) =>
    expect(isFilter(text)).toBe(expected),
  );

  it("timeWithUnit_leadsThere_numberDoesNot", () => {
    const [hit] = timeHits("2.18s");
    expect(hit.target?.view?.from).toBeLessThan(2_180_000_000);
    expect(hit.target?.view?.to).toBeGreaterThan(2_180_000_000);
    expect(timeHits("8080")).toEqual([]);
    expect(timeHits("soon")).toEqual([]);
  });

  it("filter_leadsToThreadsAndSpans", () => {
    const span = {
      index: 7,
      thread: 3,
      threadName: "exec-1",
      start: 100,
      end: 300,
      state: "blocked",
      operation: null,
      subject: null,
      label: "PriceCache",
      frame: null,
      pinned: false,
    };
    const [threads, first] = spanHits("state:blocked", 1, [span]);
    expect(threads.target).toEqual({
      page: "timeline",
      query: "state:blocked",
    });
    expect(first.text).toBe("exec-1: PriceCache");
    expect(first.target?.selection).toEqual({ thread: 3, nanos: 200 });
  });

  it("command_runs", () => {
    let ran = 0;
    const [hit] = commandHits([{ label: "Do", run: () => ran++ }]);
    hit.run?.();
    expect(ran).toBe(1);
  });
});
