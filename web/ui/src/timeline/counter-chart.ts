import type { Counter } from "../api/timeline";
import { formatBytes, formatRough } from "../format/number";
import { formatDuration } from "../format/time";
import type { CssPx, Nanos } from "../units";
import { plotX, type Plot } from "./chrome";
import type { Colours } from "./colours";
import type { Pen } from "./pen";

/** Values over time. A value holds until the next one, except where the counter is known to ramp. */
export interface CounterLine {
  readonly label: string;
  readonly nanos: readonly Nanos[];
  readonly values: readonly number[];
  readonly ramps?: boolean;
}

/** Counters of one unit on one scale: the first over an area, the others as faint lines. */
export interface CounterChart {
  readonly label: string;
  readonly unit: Counter["unit"];
  readonly lines: readonly CounterLine[];
  /** The scale reaches at least to here. */
  readonly atLeast?: number;
}

const AIR: CssPx = 7;

export function topOf(chart: CounterChart): number {
  const first = chart.lines.at(0)?.values ?? [];
  return first.reduce((top, value) => Math.max(top, value), 0);
}

/** The value that holds at an instant; null before the first. */
export function valueAt(line: CounterLine, nanos: Nanos): number | null {
  const i = lastAtOrBefore(line.nanos, nanos);
  return i < 0 ? null : line.values[i];
}

export function formatCounter(unit: Counter["unit"], value: number): string {
  switch (unit) {
    case "bytes":
      return formatBytes(value);
    case "ratio":
      return `${(value * 100).toFixed(0)} %`;
    case "nanos":
      return formatDuration(value);
    case "perSecond":
      return `${formatRough(value)}/s`;
    case "count":
      return formatRough(value);
  }
}

/** Draws a chart into the plot of a row, from zero to the highest value in the trace. */
export function drawChart(
  context: Pen,
  plot: Plot,
  row: { readonly y: CssPx; readonly height: CssPx },
  chart: CounterChart,
  colours: Colours,
): void {
  const top = chart.lines
    .flatMap(({ values }) => values)
    .reduce((max, value) => Math.max(max, value), chart.atLeast ?? 0);
  if (top <= 0) return;
  const bottom = row.y + row.height - 1;
  const yOf = (value: number) => bottom - (value / top) * (row.height - AIR);
  context.save();
  context.beginPath();
  context.rect(plot.left, row.y, plot.width, row.height);
  context.clip();
  chart.lines.forEach((line, i) => {
    context.strokeStyle = i === 0 ? colours.accent : colours.muted;
    context.fillStyle = colours.accent;
    context.lineWidth = i === 0 ? 1.3 : 1;
    context.globalAlpha = i === 0 ? 1 : 0.6;
    drawLine(context, plot, line, yOf, i === 0 ? bottom : null);
  });
  context.restore();
}

/** Only the points in view, and the ones right before and after. */
function drawLine(
  context: Pen,
  plot: Plot,
  { nanos, values, ramps }: CounterLine,
  yOf: (value: number) => CssPx,
  areaBottom: CssPx | null,
): void {
  const first = Math.max(0, lastAtOrBefore(nanos, plot.view.from));
  const firstX = plotX(plot, nanos[first]);
  let x = firstX;
  let i = first;
  context.beginPath();
  for (
    ;
    i < nanos.length && (i <= first + 1 || nanos[i - 1] < plot.view.to);
    i++
  ) {
    x = plotX(plot, nanos[i]);
    if (!ramps && i > first) context.lineTo(x, yOf(values[i - 1]));
    context.lineTo(x, yOf(values[i]));
  }
  if (!ramps && i === nanos.length) {
    x = Math.max(x, plot.left + plot.width);
    context.lineTo(x, yOf(values[i - 1]));
  }
  context.stroke();
  if (areaBottom === null) return;
  context.lineTo(x, areaBottom);
  context.lineTo(firstX, areaBottom);
  context.closePath();
  context.globalAlpha = 0.16;
  context.fill();
}

/** Position of the last instant that is not after `nanos`; -1 if all are. */
function lastAtOrBefore(sorted: readonly Nanos[], nanos: Nanos): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= nanos) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
