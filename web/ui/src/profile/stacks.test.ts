import { describe, expect, it } from "vitest";
import type { FlameColumns } from "./answers";
import {
  entriesOf,
  filtered,
  flameOf,
  pivotOf,
  stacksOf,
  type Stack,
  type StackColumns,
} from "./stacks";

const NAMES = ["main", "serve", "query", "read", "walk"];
const NO_FILTERS = {
  focus: null,
  ignore: null,
  hide: null,
  show: null,
  showFrom: null,
};

/** `main;serve 30` as a stack. */
function stack(text: string): Stack {
  const [path, value] = text.split(" ");
  return {
    frames: path
      .split(";")
      .map((name) => ({ name: NAMES.indexOf(name), isInline: false })),
    value: +value,
    width: Math.abs(+value),
  };
}

function named(stacks: readonly Stack[]): readonly string[] {
  return stacks.map(
    ({ frames, value }) =>
      `${frames.map(({ name }) => NAMES[name]).join(";")} ${value}`,
  );
}

function lines({ names, nodes }: FlameColumns): readonly string[] {
  return nodes.name.map(
    (name, i) =>
      `${names[name].text} below ${nodes.parent[i]} ${nodes.total[i]}`,
  );
}

const SHOP = [
  "main;serve;query;read 30",
  "main;serve 10",
  "main;query;read 20",
].map(stack);

const is = (name: string) => (each: number) => NAMES[each] === name;

describe("stacks of a single file", () => {
  it("columns_becomeStacksWithTheirValues", () => {
    const columns: StackColumns = {
      names: NAMES,
      files: NAMES.map(() => ""),
      name: [0, 1, 2],
      parent: [-1, 0, 0],
      inline: [0, 0, 0],
      end: [1, 2, 0],
      more: [[5, 3, 0]],
      less: [[0, -4, 0]],
    };
    const stacks = stacksOf(columns, 0);
    expect(named(stacks)).toEqual(["main;serve 5", "main;query -1"]);
    expect(stacks.map(({ width }) => width)).toEqual([5, 7]);
  });

  it.each([
    ["focus", "query", ["main;serve;query;read 30", "main;query;read 20"]],
    ["ignore", "query", ["main;serve 10"]],
    ["hide", "query", ["main;serve;read 30", "main;serve 10", "main;read 20"]],
    ["show", "serve", ["serve 30", "serve 10"]],
    ["showFrom", "query", ["query;read 30", "query;read 20"]],
  ] as const)("filter %s %s leaves what the server leaves", (key, name, left) =>
    expect(named(filtered(SHOP, { ...NO_FILTERS, [key]: is(name) }))).toEqual(
      left,
    ),
  );

  it("flameGraph_sumsWhatIsBelow", () => {
    expect(lines(flameOf(SHOP, NAMES, "root"))).toEqual([
      "root below -1 60",
      "main below 0 60",
      "serve below 1 40",
      "query below 2 30",
      "read below 3 30",
      "query below 1 20",
      "read below 5 20",
    ]);
  });

  it("pivot_isTheRootOfBothSides", () => {
    const { flame, callers } = pivotOf(SHOP, NAMES, is("query"));
    expect(lines(flame)).toEqual(["query below -1 50", "read below 0 50"]);
    expect(lines(callers)).toEqual([
      "query below -1 50",
      "serve below 0 30",
      "main below 1 30",
      "main below 0 20",
    ]);
  });

  it("pivotThatNothingMatches_isAnEmptyRoot", () => {
    const { flame } = pivotOf(SHOP, NAMES, is("walk"));
    expect(lines(flame)).toEqual(["0 functions that match below -1 0"]);
  });

  it("recursion_countsOnceForEachStack", () => {
    const entries = entriesOf(["main;walk;walk;walk 7"].map(stack), NAMES);
    expect(entries.map(({ name, flat, cum }) => [name, flat, cum])).toEqual([
      ["walk", 7, 7],
      ["main", 0, 7],
    ]);
    expect(entries[0].callers).toEqual([
      { name: "main", weight: 7, isInline: false },
    ]);
    expect(entries[0].callees).toEqual([]);
  });
});
