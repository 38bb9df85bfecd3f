import type { ProfileDifference } from "../../api/compare";
import {
  formatChange,
  formatRate,
  formatRatio,
  perSecond,
} from "../../format/change";
import { shortName } from "./amounts";
import { differenceColour } from "./difference-colours";
import { flameTree, type FlameTree, type NodeIndex } from "./tree";
import type { FlameWords } from "./words";

/** The merged tree; its totals are widths, which hold both what is gone and what is new. */
export function differenceTree({ names, nodes }: ProfileDifference): FlameTree {
  return flameTree({
    names,
    nodes: {
      name: nodes.name,
      parent: nodes.parent,
      self: nodes.firstSelf.map((value, i) => value + nodes.secondSelf[i]),
      total: nodes.width,
    },
  });
}

/** How the nodes of two profiles are told: what became of each. */
export function differenceWords(
  difference: ProfileDifference,
  tree: FlameTree,
): FlameWords {
  const { unit, nodes } = difference;
  const first = (node: NodeIndex) =>
    perSecond(nodes.firstTotal[node], difference.first);
  const second = (node: NodeIndex) =>
    perSecond(nodes.secondTotal[node], difference.second);
  const change = (node: NodeIndex) => formatChange(nodes.change[node], unit);
  return {
    isSummed: true,
    colour: (theme, node) =>
      differenceColour(theme, shareOf(first(node), second(node))),
    inBox: (node) => {
      const text = tree.texts[node];
      const name = tree.kinds[node] === "frame" ? shortName(text) : text;
      return `${signOf(nodes.change[node])} ${name}  ${change(node)}`;
    },
    facts: (node) => [
      change(node),
      formatRatio(first(node), second(node)),
      `A ${formatRate(first(node), unit)}`,
      `B ${formatRate(second(node), unit)}`,
    ],
    matched: (sum) => `${formatRate(sum, unit)}, the larger of both`,
    folded: (node) =>
      tree.selves[node] > 0
        ? `${nodes.firstSelf[node]} ${nodes.secondSelf[node]}`
        : null,
    columns: [
      {
        key: "first",
        label: "A",
        isNumber: true,
        value: first,
        show: (node) => formatRate(first(node), unit),
      },
      {
        key: "second",
        label: "B",
        isNumber: true,
        value: second,
        show: (node) => formatRate(second(node), unit),
      },
      {
        key: "change",
        label: "Change",
        isNumber: true,
        value: (node) => nodes.change[node],
        show: change,
      },
      {
        key: "ratio",
        label: "B : A",
        isNumber: true,
        value: (node) =>
          first(node) === 0 ? null : second(node) / first(node),
        show: (node) => formatRatio(first(node), second(node)),
      },
    ],
  };
}

/** Comes first in a box, where a narrow one still shows it. */
function signOf(change: number): string {
  return change === 0 ? "=" : change < 0 ? "\u2212" : "+";
}

/** From -1 for what is gone to 1 for what is new. */
export function shareOf(first: number, second: number): number {
  const larger = Math.max(first, second);
  return larger === 0 ? 0 : (second - first) / larger;
}
