import { pathTo, type FlameTree, type NodeIndex } from "./tree";

/** A node on the graph. `left` and `width` are shares of the graph's width. */
export interface FlameBox {
  readonly node: NodeIndex;
  readonly depth: number;
  readonly left: number;
  readonly width: number;
}

export interface FlameLayout {
  readonly boxes: readonly FlameBox[];
  /** By depth, from left to right. */
  readonly rows: readonly (readonly FlameBox[])[];
}

/**
 * Places the callers of `zoomed` over the whole width, and below them its part of the tree. Widths follow totals; where
 * the children together have more than their parent (of maxima, that of the parent is the largest), they share its width.
 * Boxes narrower than `leastWidth`, a share of the width, are left out with everything below.
 */
export function layoutFlame(
  tree: FlameTree,
  zoomed: NodeIndex,
  leastWidth: number,
): FlameLayout {
  const rows: FlameBox[][] = [];
  const boxes: FlameBox[] = [];
  const place = (box: FlameBox) => {
    (rows[box.depth] ??= []).push(box);
    boxes.push(box);
  };
  const path = pathTo(tree, zoomed);
  path.forEach((node, depth) => place({ node, depth, left: 0, width: 1 }));
  const open = [boxes[boxes.length - 1]];
  for (let box = open.pop(); box !== undefined; box = open.pop()) {
    const placed = childrenOf(tree, box).filter(
      ({ width }) => width >= leastWidth,
    );
    placed.forEach(place);
    for (let i = placed.length - 1; i >= 0; i--) open.push(placed[i]);
  }
  return { boxes, rows };
}

function childrenOf(tree: FlameTree, box: FlameBox): FlameBox[] {
  const children = tree.children[box.node];
  const sum = children.reduce((total, child) => total + tree.totals[child], 0);
  const whole = Math.max(tree.totals[box.node], sum);
  let left = box.left;
  return children.map((node) => {
    const width = whole === 0 ? 0 : (box.width * tree.totals[node]) / whole;
    const child = { node, depth: box.depth + 1, left, width };
    left += width;
    return child;
  });
}

/** The box at a place, or null. */
export function boxAt(
  layout: FlameLayout,
  depth: number,
  share: number,
): FlameBox | null {
  const row = layout.rows[depth] ?? [];
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (row[middle].left + row[middle].width <= share) low = middle + 1;
    else high = middle;
  }
  const box = row[low];
  return box !== undefined && box.left <= share ? box : null;
}

export type Direction = "up" | "down" | "left" | "right";

/** The box to go to from a node by an arrow key; the same box where there is none further. */
export function step(
  layout: FlameLayout,
  from: NodeIndex,
  direction: Direction,
): FlameBox {
  const box = layout.boxes.find(({ node }) => node === from) ?? layout.boxes[0];
  const row = layout.rows[box.depth];
  const place = row.indexOf(box);
  switch (direction) {
    case "up":
      return boxAt(layout, box.depth - 1, box.left + box.width / 2) ?? box;
    case "down":
      return (
        firstWithin(layout.rows[box.depth + 1], box) ??
        boxAt(layout, box.depth + 1, box.left + box.width / 2) ??
        box
      );
    case "left":
      return row[place - 1] ?? box;
    case "right":
      return row[place + 1] ?? box;
  }
}

function firstWithin(
  row: readonly FlameBox[] | undefined,
  parent: FlameBox,
): FlameBox | undefined {
  const end = parent.left + parent.width;
  return row?.find(({ left }) => left >= parent.left && left < end);
}
