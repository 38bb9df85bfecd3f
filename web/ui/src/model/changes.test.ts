import { describe, expect, it } from "vitest";
import type { GroupRow } from "../api/types";
import { changesOf } from "./changes";
import { STATE_KEYS, type StateKey } from "./states";

function group(
  key: string,
  nanos: Partial<Record<StateKey, number>>,
): GroupRow {
  const states = STATE_KEYS.map((state) => nanos[state] ?? 0);
  const totalNanos = states.reduce((sum, each) => sum + each, 0);
  return {
    key,
    count: 1,
    virtual: 0,
    states,
    totalNanos,
    spans: 1,
    maxBlockedNanos: 0,
  };
}

describe("changes", () => {
  it("sharesInside_areComparedWithThoseOfTheRest", () => {
    const whole = [group("exec", { running: 600, blocked: 400 })];
    const inside = [group("exec", { running: 20, blocked: 80 })];
    const [first, second] = changesOf(inside, whole);
    expect(first.inside).toBeCloseTo(0.2);
    expect(first.outside).toBeCloseTo(580 / 900);
    expect(first.change).toBeCloseTo(0.2 - 580 / 900);
    expect(second.state).toBe("blocked");
    expect(second.change).toBeCloseTo(0.8 - 320 / 900);
  });

  it("unknownTime_isNoChange", () => {
    const whole = [group("exec", { running: 100, undetermined: 900 })];
    const inside = [group("exec", { running: 10, undetermined: 0 })];
    expect(changesOf(inside, whole)).toEqual([]);
  });

  it("groupThatLivedOnlyInside_hasNothingToBeComparedWith", () => {
    const only = group("short", { running: 10 });
    expect(changesOf([only], [only])).toEqual([]);
  });

  it("groupThatWasNotThere_isNoChange", () =>
    expect(changesOf([], [group("gone", { parked: 10 })])).toEqual([]));
});
