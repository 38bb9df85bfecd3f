import { formatDuration } from "../format/time";
import type { CssPx, Nanos } from "../units";
import { plotX, RULER_HEIGHT, type Plot } from "./chrome";
import type { Colours } from "./colours";
import type { Pen } from "./pen";

/** Instants that somebody has marked. */
export interface Marks {
  /** What the ruler counts from; null: the start of the trace. */
  readonly origin: Nanos | null;
  readonly kept: readonly Nanos[];
  /** A mark from which the distance to the pointer is shown. */
  readonly measure: Nanos | null;
}

const FLAG: CssPx = 7;

/** Flags in the ruler with lines through all rows, their distances, and the distance that is being measured. */
export function drawMarks(
  context: Pen,
  plot: Plot,
  marks: Marks,
  pointer: Nanos | null,
  colours: Colours,
): void {
  context.save();
  context.beginPath();
  context.rect(plot.left, 0, plot.width, plot.height);
  context.clip();
  context.font = `600 11px ${colours.fontMono}`;
  if (marks.origin !== null)
    drawFlag(context, plot, marks.origin, colours.muted);
  marks.kept.forEach((nanos, i) => {
    drawFlag(context, plot, nanos, colours.accent);
    if (i > 0)
      drawDistance(context, plot, marks.kept[i - 1], nanos, 11, colours);
  });
  if (marks.measure !== null) {
    drawFlag(context, plot, marks.measure, colours.text);
    if (pointer !== null)
      drawDistance(context, plot, marks.measure, pointer, 32, colours);
  }
  context.restore();
}

function drawFlag(
  context: Pen,
  plot: Plot,
  nanos: Nanos,
  colour: string,
): void {
  const x = Math.round(plotX(plot, nanos));
  context.fillStyle = colour;
  context.fillRect(x, 0, 1, plot.height);
  context.beginPath();
  context.moveTo(x, 1);
  context.lineTo(x + FLAG, 1 + FLAG / 2);
  context.lineTo(x, 1 + FLAG);
  context.fill();
}

/** A line between two instants with its length on it, where there is room; beside it otherwise. */
function drawDistance(
  context: Pen,
  plot: Plot,
  one: Nanos,
  other: Nanos,
  below: CssPx,
  colours: Colours,
): void {
  const x0 = plotX(plot, Math.min(one, other));
  const x1 = plotX(plot, Math.max(one, other));
  const y = RULER_HEIGHT + below;
  const text = formatDuration(Math.abs(other - one));
  const width = context.measureText(text).width + 12;
  context.fillStyle = colours.text;
  context.fillRect(x0, y, x1 - x0, 1);
  const left = Math.max(plot.left, x0);
  const right = Math.min(plot.left + plot.width, x1);
  const isInside = right - left > width;
  const at = isInside ? (left + right - width) / 2 : right + 4;
  context.beginPath();
  context.roundRect(at, y - 8, width, 17, 4);
  context.fill();
  context.fillStyle = colours.background;
  context.fillText(text, at + 6, y + 1);
}
