import { isFrame } from "../../api/profile";
import type { Theme } from "../../model/palette";
import { amountColumn } from "./amount-column";
import { shortName } from "./amounts";
import type { FlameColour } from "./colours";
import { ROOT, type FlameTree, type NodeIndex } from "./tree";
import type { FlameWords } from "./words";

/** How the nodes of a graph of one quantity are worth something. */
export interface Amounts {
  readonly format: (value: number) => string;
  /** What a box is worth; against a base that may be less than its width, or below 0. */
  readonly value: (node: NodeIndex) => number;
  readonly formatShare: (value: number) => string;
  readonly colour: (theme: Theme, node: NodeIndex) => FlameColour;
  /** Whether widths add up, and are no maxima. */
  readonly isSummed: boolean;
}

/** Words for a graph whose nodes have a value, and one of their own. */
export function amountWords(tree: FlameTree, amounts: Amounts): FlameWords {
  const { format, value, formatShare, colour, isSummed } = amounts;
  const self = (node: NodeIndex) => tree.selves[node];
  const all = Math.max(1, tree.totals[ROOT]);
  return {
    isSummed,
    colour,
    inBox: (node) =>
      node !== ROOT && isFrame(tree.kinds[node])
        ? shortName(tree.texts[node])
        : `${tree.texts[node]}  ${format(value(node))}`,
    facts: (node) => [
      format(value(node)),
      `${formatShare(value(node))} of all`,
      ...(self(node) !== 0 && self(node) !== value(node)
        ? [`${format(self(node))} itself`]
        : []),
      ...(tree.kinds[node] === "inline" ? ["inlined into its caller"] : []),
    ],
    matched: (sum) => `${format(sum)}, ${formatShare(sum)}`,
    folded: (node) => (self(node) === 0 ? null : String(self(node))),
    columns: [
      amountColumn("self", "Self", format, self),
      amountColumn("total", "Total", format, value),
      {
        key: "share",
        label: "Of all",
        isNumber: true,
        value: (node) => value(node) / all,
        show: (node) => formatShare(value(node)),
      },
    ],
  };
}
