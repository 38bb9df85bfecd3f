/**
 * What surrounds the spans: ruler, name column, GC bands, the selected range, flows. Every function draws in logical pixels
 * of the canvas; `plot` is the part to the right of the name column.
 */
import type { Flow, NamedRange, Tracks } from "../api/timeline";
import { formatDuration, formatInstant } from "../format/time";
import type { Ruler } from "../model/ticks";
import type { CssPx, Nanos, TimeRange } from "../units";
import type { PaletteKey } from "../model/palette";
import { inkOn, type Colours } from "./colours";
import type { TextFit } from "./text-fit";
import { lengthOf, xOf } from "./viewport";
import type { Pen } from "./pen";

export const NAME_WIDTH: CssPx = 268;
export const RULER_HEIGHT: CssPx = 26;
const BUSY_WIDTH: CssPx = 44;
/** Lower rows have no names: they would cover each other. */
const NAME_FROM: CssPx = 12;

export interface Plot {
  readonly left: CssPx;
  readonly width: CssPx;
  readonly height: CssPx;
  readonly view: TimeRange;
}

export function plotX(plot: Plot, nanos: Nanos): CssPx {
  return plot.left + xOf(plot.view, plot.width, nanos);
}

export function drawGrid(
  context: Pen,
  plot: Plot,
  ruler: Ruler,
  colours: Colours,
): void {
  context.fillStyle = colours.line;
  for (const tick of ruler.ticks) {
    const x = Math.round(plotX(plot, tick.nanos));
    context.fillRect(x, RULER_HEIGHT, 1, plot.height - RULER_HEIGHT);
  }
}

/** Ticks with labels; with a name column, what they count from stands in it. */
export function drawRuler(
  context: Pen,
  plot: Plot,
  ruler: Ruler,
  colours: Colours,
): void {
  const right = plot.left + plot.width;
  context.fillStyle = colours.background;
  context.fillRect(0, 0, right, RULER_HEIGHT);
  context.fillStyle = colours.lineStrong;
  context.fillRect(0, RULER_HEIGHT - 1, right, 1);
  context.font = `11px ${colours.fontMono}`;
  for (const tick of ruler.ticks) {
    const x = Math.round(plotX(plot, tick.nanos));
    context.fillStyle = colours.lineStrong;
    context.fillRect(x, RULER_HEIGHT - 7, 1, 6);
    context.fillStyle = colours.muted;
    context.fillText(tick.label, x + 5, RULER_HEIGHT / 2);
  }
  if (plot.left === 0) return;
  context.fillStyle = colours.background;
  context.fillRect(0, 0, plot.left, RULER_HEIGHT - 1);
  context.fillStyle = colours.line;
  context.fillRect(plot.left - 1, 0, 1, RULER_HEIGHT);
  context.fillStyle = colours.muted;
  const base = formatInstant(
    ruler.base === 0 ? plot.view.from : ruler.base,
    ruler.base === 0 ? ruler.step : undefined,
  );
  context.fillText(
    `${base} + ${formatDuration(lengthOf(plot.view))}`,
    14,
    RULER_HEIGHT / 2,
  );
}

export interface NameCell {
  readonly y: CssPx;
  readonly height: CssPx;
  readonly name: string;
  readonly note: string;
  readonly indent: CssPx;
  /** A head row has a sign for folded or unfolded and a bold name. */
  readonly fold: "none" | "open" | "closed";
  /** Share of time running in the view; null draws no bar. */
  readonly busy: number | null;
  readonly isFocused: boolean;
}

export function drawName(
  context: Pen,
  cell: NameCell,
  colours: Colours,
  fit: TextFit,
  boldFit: TextFit,
): void {
  const { y, height } = cell;
  const isHead = cell.fold !== "none";
  const middle = y + height / 2 + 0.5;
  context.fillStyle = isHead ? colours.panel : colours.background;
  context.fillRect(0, y, NAME_WIDTH, height);
  context.fillStyle = colours.line;
  context.fillRect(0, y + height - 1, NAME_WIDTH, 1);
  context.fillRect(NAME_WIDTH - 1, y, 1, height);
  if (cell.isFocused) {
    context.fillStyle = colours.accent;
    context.fillRect(0, y, 3, height - 1);
  }
  if (isHead) {
    context.font = `10px ${colours.fontUi}`;
    context.fillStyle = colours.muted;
    context.fillText(cell.fold === "open" ? "▾" : "▸", 13, middle);
  }
  if (height < NAME_FROM) return;
  const right = NAME_WIDTH - (cell.busy === null ? 10 : BUSY_WIDTH + 22);
  context.font = `${isHead ? "600 " : ""}12px ${colours.fontUi}`;
  context.fillStyle = colours.text;
  const name = (isHead ? boldFit : fit).fitKeepingEnd(
    cell.name,
    right - cell.indent,
  );
  context.fillText(name, cell.indent, middle);
  const noteLeft = cell.indent + context.measureText(name).width + 7;
  context.font = `11px ${colours.fontUi}`;
  context.fillStyle = colours.muted;
  context.fillText(fit.fit(cell.note, right - noteLeft), noteLeft, middle);
  if (cell.busy !== null) drawBusy(context, middle, cell.busy, colours);
}

function drawBusy(
  context: Pen,
  middle: CssPx,
  busy: number,
  colours: Colours,
): void {
  const left = NAME_WIDTH - BUSY_WIDTH - 14;
  context.fillStyle = colours.line;
  context.beginPath();
  context.roundRect(left, middle - 3, BUSY_WIDTH, 6, 3);
  context.fill();
  if (busy <= 0) return;
  context.fillStyle = colours.state.running;
  context.beginPath();
  context.roundRect(left, middle - 3, Math.max(3, BUSY_WIDTH * busy), 6, 3);
  context.fill();
}

/** GC pauses as bands through all rows: they stop every thread, whatever its own state. */
export function drawBands(
  context: Pen,
  plot: Plot,
  pauses: readonly NamedRange[],
  colours: Colours,
): void {
  context.fillStyle = colours.state.gc;
  context.globalAlpha = 0.18;
  for (const [start, end] of visible(pauses, plot.view)) {
    const x = plotX(plot, start);
    const width = Math.max(1, plotX(plot, end) - x);
    context.fillRect(x, RULER_HEIGHT, width, plot.height - RULER_HEIGHT);
  }
  context.globalAlpha = 1;
}

/** GC pauses and, fainter, concurrent phases on their own row. */
export function drawGcRow(
  context: Pen,
  plot: Plot,
  cell: NameCell,
  { gcPauses, concurrent }: Tracks,
  colours: Colours,
  fit: TextFit,
): void {
  drawRanges(context, plot, cell, concurrent, "parked", colours, fit);
  drawRanges(context, plot, cell, gcPauses, "gc", colours, fit);
}

/** Stretches of time with their names, in the colour of a state. */
export function drawRanges(
  context: Pen,
  plot: Plot,
  { y, height }: NameCell,
  ranges: readonly NamedRange[],
  key: PaletteKey,
  colours: Colours,
  fit: TextFit,
): void {
  context.font = `11px ${colours.fontUi}`;
  for (const [start, end, name] of visible(ranges, plot.view)) {
    const left = Math.max(plot.left - 4, plotX(plot, start));
    const right = Math.min(plot.left + plot.width + 4, plotX(plot, end));
    context.fillStyle = colours.state[key];
    context.beginPath();
    context.roundRect(
      left,
      y + 3,
      Math.max(1.5, right - left),
      height - 6,
      2.5,
    );
    context.fill();
    const textLeft = Math.max(left, plot.left) + 6;
    const label = fit.fit(name, right - textLeft - 5);
    if (label === "") continue;
    context.fillStyle = inkOn(colours, key);
    context.fillText(label, textLeft, y + height / 2 + 0.5);
  }
}

/** The part of ranges, sorted by start, that a view shows; long lists are not walked from the front. */
export function visible(
  ranges: readonly NamedRange[],
  view: TimeRange,
): NamedRange[] {
  return ranges.filter(([start, end]) => end >= view.from && start <= view.to);
}

/** The selected stretch of time: a tint over the rows and a pill with its length in the ruler. */
export function drawRange(
  context: Pen,
  plot: Plot,
  range: TimeRange,
  colours: Colours,
): void {
  const right = plot.left + plot.width;
  const x0 = Math.max(plot.left, plotX(plot, range.from));
  const x1 = Math.min(right, plotX(plot, range.to));
  if (x1 <= plot.left || x0 >= right) return;
  context.fillStyle = colours.accent;
  context.globalAlpha = 0.1;
  context.fillRect(x0, RULER_HEIGHT, x1 - x0, plot.height - RULER_HEIGHT);
  context.globalAlpha = 1;
  if (x0 > plot.left) context.fillRect(x0, 3, 1.5, plot.height - 3);
  if (x1 < right) context.fillRect(x1 - 1.5, 3, 1.5, plot.height - 3);
  context.beginPath();
  context.roundRect(x0, 3, Math.max(2, x1 - x0), RULER_HEIGHT - 6, 4);
  context.fill();
  const label = formatDuration(lengthOf(range));
  context.font = `600 11px ${colours.fontMono}`;
  if (x1 - x0 < context.measureText(label).width + 12) return;
  context.fillStyle = colours.onAccent;
  context.textAlign = "center";
  context.fillText(label, (x0 + x1) / 2, RULER_HEIGHT / 2 + 0.5);
  context.textAlign = "left";
}

export function drawOutline(
  context: Pen,
  plot: Plot,
  span: TimeRange,
  y: CssPx,
  height: CssPx,
  colours: Colours,
): void {
  const x0 = Math.max(plot.left - 6, plotX(plot, span.from));
  const x1 = Math.min(plot.left + plot.width + 6, plotX(plot, span.to));
  if (x1 < plot.left || x0 > plot.left + plot.width) return;
  context.strokeStyle = colours.text;
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(x0 - 1, y + 2, Math.max(4, x1 - x0 + 1), height - 4, 3.5);
  context.stroke();
  context.lineWidth = 1;
}

/** An arrow from cause to effect between the middles of two rows. */
export function drawFlow(
  context: Pen,
  plot: Plot,
  flow: Flow,
  fromY: CssPx,
  toY: CssPx,
  colours: Colours,
): void {
  const x0 = plotX(plot, flow.from);
  const x1 = plotX(plot, flow.to);
  const down = Math.sign(toY - fromY) || 1;
  const bend = Math.min(34, 12 + Math.abs(toY - fromY) / 4);
  context.strokeStyle = colours.text;
  context.lineWidth = 1.7;
  context.beginPath();
  context.moveTo(x0, fromY);
  context.bezierCurveTo(
    x0 + bend,
    fromY,
    x1 + bend,
    toY - 4 * down,
    x1 + 5,
    toY,
  );
  context.stroke();
  context.lineWidth = 1;
  context.fillStyle = colours.text;
  context.beginPath();
  context.moveTo(x1, toY + down);
  context.lineTo(x1 + 9, toY - 5);
  context.lineTo(x1 + 9, toY + 5);
  context.closePath();
  context.fill();
}

/** The instant under the pointer. */
export function drawPointer(
  context: Pen,
  plot: Plot,
  nanos: Nanos,
  colours: Colours,
): void {
  const x = Math.round(plotX(plot, nanos));
  if (x < plot.left || x > plot.left + plot.width) return;
  context.fillStyle = colours.muted;
  context.globalAlpha = 0.5;
  context.fillRect(x, RULER_HEIGHT, 1, plot.height - RULER_HEIGHT);
  context.globalAlpha = 1;
}
