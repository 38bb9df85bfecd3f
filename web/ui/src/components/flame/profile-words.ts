import type { Profile } from "../../api/profile";
import { formatCount, formatShare } from "../../format/number";
import { formatAmount, shortName } from "./amounts";
import { flameColour } from "./colours";
import { amountColumn } from "./flame-table";
import { ROOT, type FlameTree, type NodeIndex } from "./tree";
import type { FlameWords } from "./words";

/** How the nodes of one profile are told. */
export function profileWords(profile: Profile, tree: FlameTree): FlameWords {
  const { kind, unit } = profile;
  const all = Math.max(1, tree.totals[ROOT]);
  const total = (node: NodeIndex) => formatAmount(tree.totals[node], unit);
  const share = (node: NodeIndex) => tree.totals[node] / all;
  return {
    isSummed: profile.weight !== "max",
    colour: (theme, node) =>
      flameColour(theme, kind, tree.kinds[node], tree.texts[node]),
    inBox: (node) =>
      tree.kinds[node] === "frame"
        ? shortName(tree.texts[node])
        : `${tree.texts[node]}  ${total(node)}`,
    facts: (node) => [
      total(node),
      `${formatShare(share(node))} of all`,
      ...(tree.selves[node] > 0 && tree.selves[node] < tree.totals[node]
        ? [`${formatAmount(tree.selves[node], unit)} itself`]
        : []),
    ],
    matched: (sum) => `${formatAmount(sum, unit)}, ${formatShare(sum / all)}`,
    folded: (node) =>
      tree.selves[node] > 0 ? String(tree.selves[node]) : null,
    columns: [
      amountColumn("self", "Self", profile, (node) => tree.selves[node]),
      amountColumn("total", "Total", profile, (node) => tree.totals[node]),
      {
        key: "share",
        label: "Of all",
        isNumber: true,
        value: share,
        show: (node) => formatShare(share(node)),
      },
    ],
  };
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
