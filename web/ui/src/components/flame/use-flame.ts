import { useEffect, useMemo, useState } from "preact/hooks";
import { layoutFlame, step, type Direction, type FlameLayout } from "./layout";
import {
  matching,
  nameTest,
  ROOT,
  type FlameTree,
  type Matches,
  type NodeIndex,
} from "./tree";
import type { FlameWords } from "./words";

/** Boxes narrower than half a pixel of a wide screen cannot be pointed at. */
export const LEAST_WIDTH = 0.5 / 2000;

export interface Flame {
  readonly tree: FlameTree;
  readonly layout: FlameLayout;
  readonly words: FlameWords;
  readonly zoomed: NodeIndex;
  readonly focused: NodeIndex;
  readonly matches: Matches | null;
  /** Callers of what the graph is turned about, which are not below the root. */
  readonly above: readonly NodeIndex[];
  readonly zoomTo: (node: NodeIndex) => void;
  /** Null where all is shown. */
  readonly showAll: (() => void) | null;
  readonly focus: (node: NodeIndex) => void;
  /** Does what a key says; false if it says nothing. */
  readonly press: (key: string) => boolean;
  /** What a click does, in words. */
  readonly hint: (node: NodeIndex) => string;
}

const NOTHING: readonly NodeIndex[] = [];

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** The box that an arrow key leads to; null for other keys. */
export function stepBy(
  layout: FlameLayout,
  from: NodeIndex,
  key: string,
): NodeIndex | null {
  const direction = DIRECTIONS[key];
  return direction === undefined ? null : step(layout, from, direction).node;
}

/** What a flame graph shows and where the reader is in it. A new tree starts at its root. */
export function useFlame(
  tree: FlameTree,
  words: FlameWords,
  search: string,
): Flame {
  const [place, setPlace] = useState({ tree, zoomed: ROOT, focused: ROOT });
  const { zoomed, focused } =
    place.tree === tree ? place : { zoomed: ROOT, focused: ROOT };
  useEffect(() => setPlace({ tree, zoomed: ROOT, focused: ROOT }), [tree]);
  const layout = useMemo(
    () => layoutFlame(tree, zoomed, LEAST_WIDTH),
    [tree, zoomed],
  );
  const matches = useMemo(() => {
    const test = nameTest(search);
    return test === null ? null : matching(tree, zoomed, test, words.isSummed);
  }, [tree, zoomed, search]);
  const focus = (node: NodeIndex) => setPlace({ tree, zoomed, focused: node });
  const zoomTo = (node: NodeIndex) =>
    setPlace({ tree, zoomed: node, focused: node });
  const press = (key: string) => {
    const next = stepBy(layout, focused, key);
    if (next !== null) focus(next);
    else if (key === "Enter") zoomTo(focused);
    else if (key === "Escape" && zoomed !== ROOT) zoomTo(tree.parents[zoomed]);
    else if (key === "Home") zoomTo(ROOT);
    else return false;
    return true;
  };
  const showAll = zoomed === ROOT ? null : () => zoomTo(ROOT);
  const hint = (node: NodeIndex) =>
    node === zoomed ? "Escape zooms out" : "Click zooms";
  return {
    tree,
    layout,
    words,
    zoomed,
    focused,
    matches,
    above: NOTHING,
    zoomTo,
    showAll,
    focus,
    press,
    hint,
  };
}
