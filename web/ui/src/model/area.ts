import type { Nanos, TimeRange } from "../units";
import { STACK_ORDER, STATE_ORDINAL, type StateKey } from "./states";

export interface AreaLayer {
  readonly key: StateKey;
  /** Lower and upper edge per bucket, as thread counts. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Stacks the chosen states of a series per bucket, in the order of {@link STACK_ORDER}. Layers that are zero throughout are
 * left out.
 */
export function stackAreas(
  series: readonly (readonly number[])[],
  isShown: (key: StateKey) => boolean,
): AreaLayer[] {
  const bucketCount = series[0]?.length ?? 0;
  const top = new Float64Array(bucketCount);
  const layers: AreaLayer[] = [];
  for (const key of STACK_ORDER) {
    const counts = series[STATE_ORDINAL[key]];
    if (
      !isShown(key) ||
      counts === undefined ||
      counts.every((count) => count === 0)
    )
      continue;
    const low = top.slice();
    for (let i = 0; i < bucketCount; i++) top[i] += counts[i];
    layers.push({ key, low, high: top.slice() });
  }
  return layers;
}

/** The highest edge of all layers. */
export function areaTop(layers: readonly AreaLayer[]): number {
  const last = layers.at(-1);
  return last === undefined
    ? 0
    : last.high.reduce((max, value) => Math.max(max, value), 0);
}

/** The range that a drag from one x to another covers, as shares of the chart's width; null for a mere click. */
export function draggedRange(
  range: TimeRange,
  fromShare: number,
  toShare: number,
  minShare = 0.004,
): TimeRange | null {
  const low = Math.max(0, Math.min(fromShare, toShare));
  const high = Math.min(1, Math.max(fromShare, toShare));
  if (high - low < minShare) return null;
  const at = (share: number): Nanos =>
    Math.round(range.from + share * (range.to - range.from));
  return { from: at(low), to: at(high) };
}
