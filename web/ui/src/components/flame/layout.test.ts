import { describe, expect, it } from "vitest";
import { shortName } from "./amounts";
import { boxAt, layoutFlame, step } from "./layout";
import {
  below,
  flameTree,
  foldedStacks,
  matching,
  nameTest,
  pathTo,
  ROOT,
} from "./tree";

/** all 100 → (smaller 10, Main 60 → (get 40 → lock 40, put 20), Worker 30). */
const PROFILE = {
  names: [
    { text: "all", kind: "root" },
    { text: "2 smaller", kind: "smaller" },
    { text: "a.Main.run", kind: "frame" },
    { text: "a.Cache.get", kind: "frame" },
    { text: "monitor enter <b>;Cache", kind: "reason" },
    { text: "a.Cache.put", kind: "frame" },
    { text: "a.Worker.run", kind: "frame" },
  ],
  nodes: {
    name: [0, 1, 2, 3, 4, 5, 6],
    parent: [-1, 0, 0, 2, 3, 2, 0],
    self: [0, 10, 0, 0, 40, 20, 30],
    total: [100, 10, 60, 40, 40, 20, 30],
  },
} as const;

const TREE = flameTree(PROFILE);

const SELF = (node: number) =>
  TREE.selves[node] > 0 ? String(TREE.selves[node]) : null;

describe("the tree", () => {
  it("has the largest children first and what is merged last", () => {
    expect(TREE.children[ROOT]).toEqual([2, 6, 1]);
    expect(TREE.depths).toEqual([0, 1, 1, 2, 3, 2, 1]);
  });

  it("is walked from callers to callees", () => {
    expect(below(TREE, ROOT)).toEqual([0, 2, 3, 4, 5, 6, 1]);
    expect(pathTo(TREE, 4)).toEqual([0, 2, 3, 4]);
  });

  it("folds into lines that name the whole stack, and keeps names in their field", () => {
    expect(foldedStacks(TREE, 3, SELF)).toBe(
      "a.Main.run;a.Cache.get;monitor enter <b>:Cache 40\n",
    );
    expect(foldedStacks(TREE, ROOT, SELF).split("\n")).toHaveLength(5);
  });

  it("counts what matches once, even inside another match", () => {
    const test = nameTest("main|cache");
    if (test === null) throw new Error("expected a test");
    const found = matching(TREE, ROOT, test, true);
    expect([...found.nodes].sort()).toEqual([2, 3, 4, 5]);
    expect(found.total).toBe(60);
  });

  it("searches half a regular expression as text", () => {
    expect(nameTest("Cache(")?.("a.Cache(x)")).toBe(true);
    expect(nameTest("")).toBeNull();
  });
});

describe("short names", () => {
  it.each([
    ["com.acme.Foo$Bar.run", "Foo$Bar.run"],
    ["run", "run"],
    ["a.Shop$$Lambda$51+0x00007fa57000b110.1986079704.run", "Shop$$Lambda.run"],
    ["a.Shop$$Lambda.0x00007fa57000b110.run", "Shop$$Lambda.run"],
  ])("%s is %s", (text, short) => {
    expect(shortName(text)).toBe(short);
  });
});

describe("the layout", () => {
  const layout = layoutFlame(TREE, ROOT, 0);

  it("gives each node the share of its total, below its caller", () => {
    const boxes = layout.rows.map((row) =>
      row.map(({ node, left, width }) => [node, left, +width.toFixed(9)]),
    );
    expect(boxes[0]).toEqual([[0, 0, 1]]);
    expect(boxes[1]).toEqual([
      [2, 0, 0.6],
      [6, 0.6, 0.3],
      [1, expect.closeTo(0.9), 0.1],
    ]);
    expect(boxes[2]).toEqual([
      [3, 0, 0.4],
      [5, expect.closeTo(0.4), 0.2],
    ]);
  });

  it("zooms: callers span the width, other branches are gone", () => {
    const zoomed = layoutFlame(TREE, 3, 0);
    expect(zoomed.boxes.map(({ node, width }) => [node, width])).toEqual([
      [0, 1],
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
  });

  it("leaves out what is too narrow to be seen", () => {
    expect(layoutFlame(TREE, ROOT, 0.25).boxes.map(({ node }) => node)).toEqual(
      [0, 2, 6, 3, 4],
    );
  });

  it("lets maxima that exceed their parent's share its width", () => {
    const maxima = flameTree({
      names: PROFILE.names,
      nodes: {
        name: [0, 2, 6],
        parent: [-1, 0, 0],
        self: [0, 30, 10],
        total: [30, 30, 10],
      },
    });
    expect(
      layoutFlame(maxima, ROOT, 0).rows[1].map(({ width }) => width),
    ).toEqual([0.75, 0.25]);
  });

  it("draws an empty profile as its root", () => {
    const empty = flameTree({
      names: [PROFILE.names[0]],
      nodes: { name: [0], parent: [-1], self: [0], total: [0] },
    });
    expect(layoutFlame(empty, ROOT, 0).boxes).toHaveLength(1);
  });

  it("finds the box under the pointer", () => {
    expect(boxAt(layout, 1, 0.59)?.node).toBe(2);
    expect(boxAt(layout, 1, 0.6)?.node).toBe(6);
    expect(boxAt(layout, 2, 0.7)).toBeNull();
    expect(boxAt(layout, 9, 0.1)).toBeNull();
  });

  it("moves by arrow keys and stays at the edges", () => {
    expect(step(layout, ROOT, "down").node).toBe(2);
    expect(step(layout, 2, "right").node).toBe(6);
    expect(step(layout, 6, "down").node).toBe(6);
    expect(step(layout, 5, "up").node).toBe(2);
    expect(step(layout, 2, "left").node).toBe(2);
    expect(step(layout, ROOT, "up").node).toBe(ROOT);
  });
});
