import type { Profile } from "../../api/profile";
import { formatShare } from "../../format/number";
import type { Theme } from "../../model/palette";
import { formatAmount } from "./amounts";
import { flameColour, type FlameColour } from "./colours";
import { ROOT, type FlameTree, type NodeIndex } from "./tree";

/** How the boxes of a flame graph look and what they say. */
export interface FlameLook {
  readonly format: (value: number) => string;
  /** What a box is worth; against a base that may be less than its width, or below 0. */
  readonly value: (node: NodeIndex) => number;
  readonly share: (node: NodeIndex) => string;
  readonly colour: (theme: Theme, node: NodeIndex) => FlameColour;
  /** Whether widths add up, and are no maxima. */
  readonly isSummed: boolean;
}

/** The look of a profile of a trace. */
export function lookOf(profile: Profile, tree: FlameTree): FlameLook {
  const all = Math.max(1, tree.totals[ROOT]);
  return {
    format: (value) => formatAmount(value, profile.unit),
    value: (node) => tree.totals[node],
    share: (node) => formatShare(tree.totals[node] / all),
    colour: (theme, node) =>
      flameColour(theme, profile.kind, tree.kinds[node], tree.texts[node]),
    isSummed: profile.weight !== "max",
  };
}
