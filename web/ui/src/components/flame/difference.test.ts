import { describe, expect, it } from "vitest";
import type { ProfileDifference } from "../../api/compare";
import { differenceColour } from "./difference-colours";
import { differenceTree, differenceWords, shareOf } from "./difference-words";
import { foldedStacks, ROOT } from "./tree";

const SECOND = 1e9;

/** Two seconds of A, one of B: get waited 20 ms in both, so twice as long a second; put is gone, take is new. */
const DIFFERENCE = {
  kind: "blocking",
  weight: "total",
  unit: "nanos",
  comparable: true,
  first: { recorded: true, source: "", fromNanos: 0, toNanos: 2 * SECOND },
  second: { recorded: true, source: "", fromNanos: 0, toNanos: SECOND },
  events: [],
  names: [
    { text: "all", kind: "root" },
    { text: "a.Cache.get", kind: "frame" },
    { text: "a.Cache.put", kind: "frame" },
    { text: "a.Queue.take", kind: "frame" },
  ],
  nodes: {
    name: [0, 1, 2, 3],
    parent: [-1, 0, 0, 0],
    firstSelf: [0, 20e6, 8e6, 0],
    secondSelf: [0, 20e6, 0, 30e6],
    firstTotal: [28e6, 20e6, 8e6, 0],
    secondTotal: [50e6, 20e6, 0, 30e6],
    change: [36e6, 10e6, -4e6, 30e6],
    width: [54e6, 20e6, 4e6, 30e6],
  },
} as const satisfies ProfileDifference;

const TREE = differenceTree(DIFFERENCE);
const WORDS = differenceWords(DIFFERENCE, TREE);

describe("a difference", () => {
  it("is drawn as wide as the larger of both, so that what is gone is seen too", () => {
    expect(TREE.children[ROOT]).toEqual([3, 1, 2]);
    expect(TREE.totals[ROOT]).toBe(54e6);
  });

  it("is told per second, with a sign", () => {
    expect(WORDS.facts(1)).toEqual([
      "+10.0 ms/s",
      "2×",
      "A 10.0 ms/s",
      "B 20.0 ms/s",
    ]);
    expect(WORDS.facts(2).slice(0, 2)).toEqual(["\u22124.00 ms/s", "gone"]);
    expect(WORDS.inBox(3)).toBe("+ Queue.take  +30.0 ms/s");
  });

  it("folds into stacks with both values", () => {
    expect(foldedStacks(TREE, ROOT, WORDS.folded)).toBe(
      "a.Queue.take 0 30000000\na.Cache.get 20000000 20000000\na.Cache.put 8000000 0\n",
    );
  });
});

describe("its colour", () => {
  it("goes from blue for what is gone over grey to red for what is new", () => {
    expect(shareOf(8, 0)).toBe(-1);
    expect(shareOf(0, 8)).toBe(1);
    expect(shareOf(0, 0)).toBe(0);
    expect(differenceColour("light", -1).fill).toBe("rgb(116 174 240)");
    expect(differenceColour("light", 0).fill).toBe("rgb(236 239 243)");
    expect(differenceColour("light", 1).fill).toBe("rgb(240 118 92)");
  });
});
