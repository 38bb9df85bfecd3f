import { describe, expect, it } from "vitest";
import { parseState, START, writeState, type ProfileState } from "./state";

function roundTrip(state: ProfileState): ProfileState {
  const [path, search = ""] = writeState(state).split("?", 2);
  return parseState(path, search);
}

describe("address of a profile's page", () => {
  it("defaults_areNotWritten", () => {
    expect(writeState(START)).toBe("/flamegraph");
    expect(parseState("/", "")).toEqual(START);
  });

  it("everything_survivesTheRoundTrip", () => {
    const state: ProfileState = {
      view: "peek",
      settings: { f: "a|b&c=<d>", i: "^x$", si: "cpu", g: "lines", nf: "0.1" },
      pivot: "^com\\.acme\\.Foo\\.<init>$",
      query: "q+r s",
      search: "%20",
      order: "-flat",
      theme: "dark",
    };
    expect(roundTrip(state)).toEqual(state);
  });

  it("parametersOfGo_areUnderstood", () => {
    const { settings, pivot } = parseState(
      "/flamegraph",
      "f=main&si=alloc_space&p=^a$&source_path=/",
    );
    expect(settings).toEqual({ f: "main", si: "alloc_space" });
    expect(pivot).toBe("^a$");
  });
});
