import { describe, expect, it } from "vitest";
import type { FlameAnswer, FlameColumns } from "./answers";
import { matchingBoth, twoSided } from "./pivot";

/** Lines of `name parent total`; a line's number is its node. */
function drawn(...lines: readonly string[]): FlameColumns {
  const rows = lines.map((line) => line.split(" "));
  return {
    names: rows.map(([text]) => ({ text, kind: "frame" })),
    nodes: {
      name: rows.map((_, i) => i),
      parent: rows.map(([, parent]) => +parent),
      self: rows.map(() => 0),
      total: rows.map(([, , total]) => +total),
      value: null,
    },
  };
}

const ANSWER: FlameAnswer = {
  remarks: [],
  total: 100,
  flame: drawn("query -1 50", "read 0 40", "copy 1 10"),
  callers: drawn(
    "query -1 50",
    "serve 0 30",
    "batch 0 20",
    "main 1 30",
    "main 2 20",
  ),
};

describe("a flame graph to both sides", () => {
  it("callers_standAboveAndCalleesBelow", () => {
    const { layout, tree } = twoSided(ANSWER, 0);
    const texts = layout.rows.map((row) =>
      row.map(
        ({ node, left, width }) => `${tree.texts[node]} ${left}+${width}`,
      ),
    );
    expect(texts).toEqual([
      ["main 0+0.6", "main 0.6+0.4"],
      ["serve 0+0.6", "batch 0.6+0.4"],
      ["query 0+1"],
      ["read 0+0.8"],
      ["copy 0+0.2"],
    ]);
  });

  it("depths_areRowsOfThePicture", () => {
    const { layout, tree } = twoSided(ANSWER, 0);
    for (const { node, depth } of layout.boxes)
      expect(tree.depths[node]).toBe(depth);
  });

  it("nodes_haveTheirCallersAsChildren", () => {
    const { tree, above } = twoSided(ANSWER, 0);
    const names = above.map((node) => [
      tree.texts[node],
      tree.children[node].map((each) => tree.texts[each]),
      tree.texts[tree.parents[node]],
    ]);
    expect(names).toEqual([
      ["serve", ["main"], "query"],
      ["batch", ["main"], "query"],
      ["main", [], "serve"],
      ["main", [], "batch"],
    ]);
  });

  it("matches_areOfBothSidesAndCountedOnce", () => {
    const sides = twoSided(ANSWER, 0);
    const { nodes, total } = matchingBoth(sides, (name) =>
      /main|copy/.test(name),
    );
    expect([...nodes].map((node) => sides.tree.texts[node])).toEqual([
      "copy",
      "main",
      "main",
    ]);
    expect(total).toBe(50);
  });

  it("withoutPivot_isTheTreeItself", () => {
    const { tree, callees, above } = twoSided({ ...ANSWER, callers: null }, 0);
    expect(tree).toBe(callees);
    expect(above).toEqual([]);
  });
});
