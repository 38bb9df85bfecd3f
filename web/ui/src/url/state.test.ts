import { describe, expect, it } from "vitest";
import { parseUrl, START_STATE, writeUrl, type UrlState } from "./state";

function roundTrip(state: UrlState): UrlState {
  const [path, query = ""] = writeUrl(state).split("?");
  return parseUrl(path, query);
}

describe("address", () => {
  it("defaults_areNotWritten", () => {
    expect(writeUrl(START_STATE)).toBe("/overview");
    expect(parseUrl("/", "")).toEqual(START_STATE);
  });

  it("everyField_survivesTheRoundTrip", () => {
    const state: UrlState = {
      page: "timeline",
      window: { from: 2_180_000_000, to: 2_420_000_001 },
      view: { from: 0, to: 60_000_000_000 },
      by: "startSite",
      sort: "busy",
      descending: false,
      query: "exec-\\d+ & <b>",
      selection: { thread: 17, nanos: 2_193_600_000 },
      event: 4711,
      group: "http-nio-*?x=1&y#z",
      thread: 4,
      at: 2_180_000_000,
      size: 20_000_000,
      kind: "monitor",
      weight: "max",
      focus: "Cache$|^com\\.acme\\.",
      hide: "^java\\.",
      task: 12,
      type: "GET /a&b",
      lengths: { from: 1_048_576, to: 2_097_152 },
      theme: "dark",
      look: {
        pins: [17, 3],
        hiddenThreads: [4],
        samples: [5, 6],
        regions: [6],
        hiddenGroups: ["a,b&c=*", "main"],
        highlight: ["runnable", "pinned"],
        density: "overview",
        marks: [1_500, 2_180_000_000],
        origin: 2_000_000_000,
      },
    };
    expect(roundTrip(state)).toEqual(state);
  });

  it("readsTheFormOfTheContract", () => {
    const state = parseUrl(
      "/timeline",
      "?t=2.18s..2.42s&sel=17@2193600000&sort=busy&q=exec",
    );
    expect(state.window).toEqual({ from: 2_180_000_000, to: 2_420_000_000 });
    expect(state.selection).toEqual({ thread: 17, nanos: 2_193_600_000 });
    expect(writeUrl(state)).toBe(
      "/timeline?t=2.18s..2.42s&sel=17@2.1936s&sort=busy&q=exec",
    );
  });

  it.each([
    "?t=5s..2s",
    "?t=1s",
    "?t=a..b",
    "?sel=x@1",
    "?sel=3",
    "?ev=-1",
    "?id=-1",
    "?by=colour",
    "?pin=x,-1&hidden=&hl=red&rows=huge&mark=,soon&zero=never",
  ])("nonsense %s falls back to the default", (search) =>
    expect(parseUrl("/overview", search)).toEqual(START_STATE),
  );
});
