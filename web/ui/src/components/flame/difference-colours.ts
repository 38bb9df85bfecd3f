import {
  parseHex,
  schemeOf,
  type Scheme,
  type Theme,
} from "../../model/palette";
import type { FlameColour } from "./colours";

interface Shades {
  readonly same: string;
  readonly grew: string;
  readonly shrank: string;
  readonly ink: string;
}

/** Red and blue are told apart by all who see colours; texts on them have the same ink everywhere. */
const SHADES: Record<Scheme, Shades> = {
  light: {
    same: "#eceff3",
    grew: "#f0765c",
    shrank: "#74aef0",
    ink: "#10151b",
  },
  dark: { same: "#2b313a", grew: "#a33a22", shrank: "#245a9c", ink: "#f2f5f8" },
};

/**
 * The colour of a change.
 *
 * @param share from -1 for what is gone to 1 for what is new
 */
export function differenceColour(theme: Theme, share: number): FlameColour {
  const { same, grew, shrank, ink } = SHADES[schemeOf(theme)];
  const from = parseHex(same);
  const to = parseHex(share < 0 ? shrank : grew);
  const part = Math.min(1, Math.abs(share));
  const mixed = from.map((value, i) =>
    Math.round(value + (to[i] - value) * part),
  );
  return { fill: `rgb(${mixed.join(" ")})`, ink };
}
