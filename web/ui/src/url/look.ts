import { parseTime, writeTime } from "../format/time";
import { PALETTE, type PaletteKey } from "../model/palette";
import type { Nanos, ThreadId } from "../units";

/** How high the rows of threads are: with text, with small text, or as mere lines of colour. */
export const DENSITIES = ["normal", "dense", "overview"] as const;
export type Density = (typeof DENSITIES)[number];

/** How somebody has arranged the timeline. Replaced as a whole; part of the address. */
export interface TimelineLook {
  /** Threads whose rows stay in sight above all others, in this order. */
  readonly pins: readonly ThreadId[];
  readonly hiddenThreads: readonly ThreadId[];
  /** Threads whose stack samples are shown below their rows. */
  readonly samples: readonly ThreadId[];
  /** Keys of groups. */
  readonly hiddenGroups: readonly string[];
  /** All other colours recede; empty: none does. */
  readonly highlight: readonly PaletteKey[];
  readonly density: Density;
  /** Marked instants, in order. */
  readonly marks: readonly Nanos[];
  /** What the ruler counts from; null: the start of the trace. */
  readonly origin: Nanos | null;
}

export const START_LOOK: TimelineLook = {
  pins: [],
  hiddenThreads: [],
  samples: [],
  hiddenGroups: [],
  highlight: [],
  density: "normal",
  marks: [],
  origin: null,
};

const PALETTE_KEYS = Object.keys(PALETTE.light) as PaletteKey[];

/** Reads what it understands; the rest stays at its default. */
export function parseLook(params: URLSearchParams): TimelineLook {
  const words = (key: string) => (params.get(key) ?? "").split(",");
  const ids = (key: string) =>
    words(key).flatMap((text) => (/^\d{1,15}$/.test(text) ? [+text] : []));
  const marks = words("mark").flatMap((text) => parseTime(text) ?? []);
  return {
    pins: ids("pin"),
    hiddenThreads: ids("hidden"),
    samples: ids("stacks"),
    hiddenGroups: params.getAll("hideg"),
    highlight: PALETTE_KEYS.filter((key) => words("hl").includes(key)),
    density: DENSITIES.find((each) => each === params.get("rows")) ?? "normal",
    marks: marks.sort((a, b) => a - b),
    origin: parseTime(params.get("zero") ?? ""),
  };
}

export function writeLook(look: TimelineLook, params: URLSearchParams): void {
  const put = (key: string, words: readonly (string | number)[]) => {
    if (words.length > 0) params.set(key, words.join(","));
  };
  put("pin", look.pins);
  put("hidden", look.hiddenThreads);
  put("stacks", look.samples);
  for (const group of look.hiddenGroups) params.append("hideg", group);
  put("hl", look.highlight);
  put("rows", look.density === "normal" ? [] : [look.density]);
  put("mark", look.marks.map(writeTime));
  put("zero", look.origin === null ? [] : [writeTime(look.origin)]);
}

/** The list without what it has, or with what it lacks. */
export function toggledIn<T>(list: readonly T[], value: T): readonly T[] {
  return list.includes(value)
    ? list.filter((each) => each !== value)
    : [...list, value];
}
