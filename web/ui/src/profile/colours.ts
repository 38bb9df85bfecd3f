import type { NameKind } from "../api/profile";
import { flameColour, type FlameColour } from "../components/flame/colours";
import { schemeOf, type Scheme, type Theme } from "../model/palette";

/** From neither more nor less to all more, all less, than in the base. Red and blue: both are told apart by most eyes. */
const SHADES: Record<Scheme, Record<"same" | "more" | "less", string>> = {
  light: { same: "#eef0f4", more: "#f0785a", less: "#6ba6f0" },
  dark: { same: "#262d37", more: "#a63a20", less: "#1f5fae" },
};
const INK: Record<Scheme, string> = { light: "#10151b", dark: "#f2f5f8" };

/** The colour of a box: of its package or, against a base, of what became of it. */
export function boxColour(
  theme: Theme,
  kind: NameKind,
  text: string,
  change: number | null,
): FlameColour {
  if (change === null) return flameColour(theme, "cpu", kind, text);
  const scheme = schemeOf(theme);
  return { fill: shade(scheme, change), ink: INK[scheme] };
}

/** The shade of a change between −1, all less, and 1, all more. */
export function shade(scheme: Scheme, change: number): string {
  const { same, more, less } = SHADES[scheme];
  const share = Math.min(100, Math.round(Math.abs(change) * 100));
  return `color-mix(in oklab, ${change < 0 ? less : more} ${share}%, ${same})`;
}

/** The fill of a box of the graph: from none to red for more, to blue for less than in the base. */
export function heat(scheme: Scheme, value: number, total: number): string {
  const share = total === 0 ? 0 : Math.abs(value / total);
  const change = Math.sqrt(Math.min(1, share));
  return shade(scheme, value < 0 ? -change : change);
}
