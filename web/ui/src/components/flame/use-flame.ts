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

/** Boxes narrower than half a pixel of a wide screen cannot be pointed at. */
const LEAST_WIDTH = 0.5 / 2000;

export interface Flame {
  readonly tree: FlameTree;
  readonly layout: FlameLayout;
  readonly zoomed: NodeIndex;
  readonly focused: NodeIndex;
  readonly matches: Matches | null;
  readonly zoomTo: (node: NodeIndex) => void;
  readonly focus: (node: NodeIndex) => void;
  /** Does what a key says; false if it says nothing. */
  readonly press: (key: string) => boolean;
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** What a flame graph shows and where the reader is in it. A new tree starts at its root. */
export function useFlame(
  tree: FlameTree,
  isSummed: boolean,
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
    return test === null ? null : matching(tree, zoomed, test, isSummed);
  }, [tree, zoomed, search]);
  const focus = (node: NodeIndex) => setPlace({ tree, zoomed, focused: node });
  const zoomTo = (node: NodeIndex) =>
    setPlace({ tree, zoomed: node, focused: node });
  const press = (key: string) => {
    const direction = DIRECTIONS[key];
    if (direction !== undefined) focus(step(layout, focused, direction).node);
    else if (key === "Enter") zoomTo(focused);
    else if (key === "Escape" && zoomed !== ROOT) zoomTo(tree.parents[zoomed]);
    else if (key === "Home") zoomTo(ROOT);
    else return false;
    return true;
  };
  return { tree, layout, zoomed, focused, matches, zoomTo, focus, press };
}
