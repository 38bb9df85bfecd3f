import {
  layoutFlame,
  type FlameBox,
  type FlameLayout,
} from "../components/flame/layout";
import {
  flameTree,
  matching,
  ROOT,
  type FlameTree,
  type Matches,
  type NodeIndex,
} from "../components/flame/tree";
import type { FlameAnswer, FlameColumns } from "./answers";

/**
 * A flame graph to both sides. Nodes of the callees keep their index, those of the callers come behind; both have the root
 * in common, which is the function that the graph is turned about.
 */
export interface TwoSided {
  readonly tree: FlameTree;
  readonly layout: FlameLayout;
  readonly callees: FlameTree;
  /** Null without a pivot. */
  readonly callers: FlameTree | null;
  /** What each node is worth; against a base that may be less than its width. */
  readonly values: readonly number[];
  /** The nodes of the callers, from the root away. */
  readonly above: readonly NodeIndex[];
}

export function twoSided(
  { flame, callers: up }: FlameAnswer,
  leastWidth: number,
): TwoSided {
  const callees = flameTree(flame);
  const values = valuesOf(flame);
  const below = layoutFlame(callees, ROOT, leastWidth);
  if (up === null)
    return {
      tree: callees,
      layout: below,
      callees,
      callers: null,
      values,
      above: [],
    };
  const callers = flameTree(up);
  const shift = callees.texts.length - 1;
  const over = layoutFlame(callers, ROOT, leastWidth);
  return {
    tree: joined(callees, callers, over.rows.length - 1),
    layout: stacked(below, over, shift),
    callees,
    callers,
    values: [...values, ...valuesOf(up).slice(1)],
    above: callers.texts.slice(1).map((_, i) => i + 1 + shift),
  };
}

function valuesOf({ nodes }: FlameColumns): readonly number[] {
  return nodes.value ?? nodes.total;
}

/** The index in both trees together of a node of the callers. */
function shifted(node: NodeIndex, shift: number): NodeIndex {
  return node <= ROOT ? node : node + shift;
}

/** Depths are rows of the picture: the root stands below its callers. */
function joined(down: FlameTree, up: FlameTree, rows: number): FlameTree {
  const shift = down.texts.length - 1;
  const behind = <T>(one: readonly T[], other: readonly T[]) => [
    ...one,
    ...other.slice(1),
  ];
  return {
    texts: behind(down.texts, up.texts),
    kinds: behind(down.kinds, up.kinds),
    parents: behind(
      down.parents,
      up.parents.map((parent) => shifted(parent, shift)),
    ),
    selves: behind(
      down.selves,
      up.selves.map(() => 0),
    ),
    totals: behind(down.totals, up.totals),
    children: behind(
      down.children,
      up.children.map((nodes) => nodes.map((node) => shifted(node, shift))),
    ),
    depths: behind(
      down.depths.map((depth) => depth + rows),
      up.depths.map((depth) => rows - depth),
    ),
  };
}

function stacked(
  below: FlameLayout,
  over: FlameLayout,
  shift: number,
): FlameLayout {
  const rows = over.rows.length - 1;
  const turned = over.rows
    .slice(1)
    .map((row) =>
      row.map((box) => ({
        ...box,
        node: shifted(box.node, shift),
        depth: rows - box.depth,
      })),
    )
    .reverse();
  const lowered: FlameBox[][] = below.rows.map((row) =>
    row.map((box) => ({ ...box, depth: box.depth + rows })),
  );
  // The root comes first: whoever has no place begins there.
  const boxes = [...lowered.flat(), ...turned.flat()];
  return { boxes, rows: [...turned, ...lowered] };
}

/** What matches on both sides. Its sum is that of the side with more, because both are of the same stacks. */
export function matchingBoth(
  { callees, callers }: TwoSided,
  test: (name: string) => boolean,
): Matches {
  const below = matching(callees, ROOT, test, true);
  if (callers === null) return below;
  const above = matching(callers, ROOT, test, true);
  const shift = callees.texts.length - 1;
  const nodes = new Set(below.nodes);
  for (const node of above.nodes) nodes.add(shifted(node, shift));
  return { nodes, total: Math.max(below.total, above.total) };
}
