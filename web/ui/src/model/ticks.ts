import {
  NANOS_PER_MICRO,
  NANOS_PER_MILLI,
  NANOS_PER_SECOND,
  type Nanos,
  type TimeRange,
} from "../units";

export interface Tick {
  readonly nanos: Nanos;
  readonly label: string;
}

export interface Ruler {
  /** What the labels count from; 0 when they are times since the start of the trace. */
  readonly base: Nanos;
  readonly step: Nanos;
  readonly ticks: readonly Tick[];
}

interface Unit {
  readonly nanos: Nanos;
  readonly symbol: string;
}

const UNITS: readonly Unit[] = [
  { nanos: NANOS_PER_SECOND, symbol: "s" },
  { nanos: NANOS_PER_MILLI, symbol: "ms" },
  { nanos: NANOS_PER_MICRO, symbol: "µs" },
  { nanos: 1, symbol: "ns" },
];

/** The smallest of 1, 2, 5 times a power of ten that is at least `least`. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  for (const factor of [1, 2, 5]) {
    // The tolerance keeps 0.3 / 3 from being read as more than 0.1.
    if (factor * power >= least * (1 - 1e-12)) return factor * power;
  }
  return 10 * power;
}

/**
 * Ticks of a time axis. Deep inside a trace labels count from a round base (`+450 ms` from 2 s), because absolute labels
 * would be long and all alike. With an origin all labels count from there, before it with a minus sign.
 */
export function rulerOf(
  view: TimeRange,
  maxTicks: number,
  origin: Nanos | null = null,
): Ruler {
  if (origin === null) return rulerFromStart(view, maxTicks);
  const moved = { from: view.from - origin, to: view.to - origin };
  const step = stepOf(moved, maxTicks);
  const unit =
    UNITS.find(({ nanos }) => step >= nanos) ?? UNITS[UNITS.length - 1];
  const ticks = multiplesIn(moved, step).map((nanos) => ({
    nanos: nanos + origin,
    label: `${nanos < 0 ? "−" : "+"}${Math.abs(nanos) / unit.nanos} ${unit.symbol}`,
  }));
  return { base: origin, step, ticks };
}

function rulerFromStart(view: TimeRange, maxTicks: number): Ruler {
  const step = stepOf(view, maxTicks);
  const unitIndex = UNITS.findIndex((unit) => step >= unit.nanos);
  const unit = UNITS[unitIndex];
  const above = unitIndex === 0 ? null : UNITS[unitIndex - 1];
  const base =
    above === null ? 0 : Math.floor(view.from / above.nanos) * above.nanos;
  const sign = base === 0 ? "" : "+";
  // From the start of the trace 0.5 s, 1.0 s read better than 500 ms, 1000 ms.
  const isLong = base === 0 && above !== null && view.to > 1.5 * above.nanos;
  const shown = isLong ? above : unit;
  const digits = isLong ? Math.ceil(-Math.log10(step / shown.nanos)) : 0;
  const ticks = multiplesIn(view, step).map((nanos) => {
    const value = ((nanos - base) / shown.nanos).toFixed(digits);
    return { nanos, label: `${sign}${value} ${shown.symbol}` };
  });
  return { base, step, ticks };
}

function stepOf(view: TimeRange, maxTicks: number): Nanos {
  return Math.max(1, niceStep((view.to - view.from) / Math.max(1, maxTicks)));
}

function multiplesIn(view: TimeRange, step: Nanos): Nanos[] {
  const found: Nanos[] = [];
  for (let count = Math.ceil(view.from / step); count * step < view.to; count++)
    found.push(count * step);
  return found;
}

/** Round values from 0 to at least `top`, for a count axis. */
export function countTicks(top: number, maxTicks: number): number[] {
  if (top <= 0) return [0, 1];
  const step = niceStep(top / maxTicks);
  const count = Math.ceil(top / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}
