import { useEffect, useMemo, useState } from "preact/hooks";
import { isFrame } from "../api/profile";
import { amountWords } from "../components/flame/amount-words";
import { nameTest, ROOT, type NodeIndex } from "../components/flame/tree";
import { LEAST_WIDTH, stepBy, type Flame } from "../components/flame/use-flame";
import type { FlameAnswer, ProfileFacts } from "./answers";
import { boxColour } from "./colours";
import { matchingBoth, twoSided } from "./pivot";
import { pivotOn, showAll } from "./refine";
import {
  chosenType,
  formatChange,
  formatSignedShare,
  formatValue,
} from "./values";

/** A flame graph in which a click turns it about a function: callers above, callees below. Where it is turned is in the address. */
export function useProfileFlame(
  answer: FlameAnswer,
  facts: ProfileFacts,
  search: string,
): Flame {
  const sides = useMemo(() => twoSided(answer, LEAST_WIDTH), [answer]);
  const [place, setPlace] = useState({ sides, focused: ROOT });
  const focused = place.sides === sides ? place.focused : ROOT;
  useEffect(() => setPlace({ sides, focused: ROOT }), [sides]);
  const matches = useMemo(() => {
    const test = nameTest(search);
    return test === null ? null : matchingBoth(sides, test);
  }, [sides, search]);
  const { tree, layout, values, above } = sides;
  const words = useMemo(() => {
    const type = chosenType(facts);
    const isDifference = facts.isDifference;
    return amountWords(tree, {
      format: (value) =>
        isDifference ? formatChange(value, type) : formatValue(value, type),
      value: (node) => values[node],
      formatShare: (value) => formatSignedShare(value, answer.total),
      colour: (theme, node) =>
        boxColour(
          theme,
          tree.kinds[node],
          tree.texts[node],
          isDifference ? values[node] / Math.max(1, tree.totals[node]) : null,
        ),
      isSummed: true,
    });
  }, [sides, facts]);
  const focus = (node: NodeIndex) => setPlace({ sides, focused: node });
  const turn = (node: NodeIndex) => {
    focus(node);
    if (isFrame(tree.kinds[node])) pivotOn(tree.texts[node]);
    else if (tree.kinds[node] === "root") showAll();
  };
  const isTurned = answer.callers !== null;
  const press = (key: string) => {
    const next = stepBy(layout, focused, key);
    if (next !== null) focus(next);
    else if (key === "Enter") turn(focused);
    else if ((key === "Escape" || key === "Home") && isTurned) showAll();
    else return false;
    return true;
  };
  return {
    tree,
    layout,
    words,
    zoomed: ROOT,
    focused,
    matches,
    above,
    zoomTo: turn,
    showAll: isTurned ? showAll : null,
    focus,
    press,
    hint: (node) =>
      isTurned && node === ROOT
        ? "Callers above, callees below. Escape shows all"
        : "Click shows its callers and callees, a right click refines",
  };
}
