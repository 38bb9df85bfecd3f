import type { Profile } from "../../api/profile";
import { formatCount, formatShare } from "../../format/number";
import { amountWords } from "./amount-words";
import { formatAmount } from "./amounts";
import { flameColour } from "./colours";
import { ROOT, type FlameTree } from "./tree";
import type { FlameWords } from "./words";

/** How the nodes of one profile are told. */
export function profileWords(profile: Profile, tree: FlameTree): FlameWords {
  const all = Math.max(1, tree.totals[ROOT]);
  return amountWords(tree, {
    format: (value) => formatAmount(value, profile.unit),
    value: (node) => tree.totals[node],
    formatShare: (value) => formatShare(value / all),
    colour: (theme, node) =>
      flameColour(theme, profile.kind, tree.kinds[node], tree.texts[node]),
    isSummed: profile.weight !== "max",
  });
}

/** How much a profile holds, of how many, and where that comes from. */
export function headLine(profile: Profile): string {
  if (!profile.recorded) return "not recorded";
  const all = formatAmount(profile.all, profile.unit);
  return `${all}${ofHowMany(profile)} · ${profile.source}`;
}

function ofHowMany({ kind, weight, unit, count }: Profile): string {
  if (weight !== "total" || unit === "samples" || kind === "time") return "";
  const isWait = unit === "nanos" && kind !== "cpu";
  return ` in ${formatCount(count)} ${isWait ? "waits" : "samples"}`;
}

/** How a flame graph is to be read. */
export function graphNote(profile: Profile): string {
  const widths =
    profile.weight === "max"
      ? "widths compare the longest of each branch with its neighbours"
      : "widths add up";
  const merged =
    profile.smallerThan === null
      ? ""
      : `; under ${formatAmount(profile.smallerThan, profile.unit)} is merged`;
  return `callers above callees, ${widths}${merged}`;
}
