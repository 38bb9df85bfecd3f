import type { Profile } from "../../api/profile";
import { formatCount } from "../../format/number";
import { formatAmount } from "./amounts";

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
