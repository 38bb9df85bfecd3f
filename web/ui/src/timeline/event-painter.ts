import type { EventTypeCount } from "../api/types";
import { eventColour, type EventColour } from "../model/palette";
import type { CssPx } from "../units";
import type { Colours } from "./colours";
import type { EventShape } from "./event-shapes";
import type { RowBox } from "./row-painter";
import type { TextFit } from "./text-fit";
import type { Pen } from "./pen";

const CORNER: CssPx = 2.5;
const LABEL_FROM: CssPx = 26;
const LABEL_PADDING: CssPx = 5;
const MAX_LABEL_CHARS = 200;

/** What a slice says. Labels come from the traced program and may be of any length. */
export function labelOf(
  types: readonly EventTypeCount[],
  { type, count }: EventShape,
): string {
  const label = (types[type]?.label ?? "").slice(0, MAX_LABEL_CHARS);
  return count > 1 ? `${label} ×${count}` : label;
}

/** Draws the events of a row: slices with their names, instants as diamonds over them. */
export function paintEvents(
  context: Pen,
  colours: Colours,
  fit: TextFit,
  types: readonly EventTypeCount[],
  shapes: readonly EventShape[],
  box: RowBox,
): void {
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  for (const shape of shapes) {
    const colour = eventColour(colours.theme, shape.type);
    if (shape.kind === "mark") paintMark(context, colours, colour, shape, box);
    else paintSlice(context, fit, colour, types, shape, box);
  }
  context.restore();
}

function paintSlice(
  context: Pen,
  fit: TextFit,
  colour: EventColour,
  types: readonly EventTypeCount[],
  shape: EventShape,
  box: RowBox,
): void {
  const left = box.x + shape.left;
  const width = shape.right - shape.left;
  const top = box.y + shape.top;
  context.fillStyle = colour.fill;
  if (width < 3 * CORNER) {
    context.fillRect(left, top, width, shape.height);
    return;
  }
  context.beginPath();
  context.roundRect(left, top, width, shape.height, CORNER);
  context.fill();
  if (width < LABEL_FROM) return;
  const textLeft = Math.max(left, box.x) + LABEL_PADDING;
  const textRight = Math.min(left + width, box.x + box.width);
  const label = fit.fit(
    labelOf(types, shape),
    textRight - LABEL_PADDING - textLeft,
  );
  if (label === "") return;
  context.fillStyle = colour.ink;
  context.fillText(label, textLeft, top + shape.height / 2 + 0.5);
}

function paintMark(
  context: Pen,
  colours: Colours,
  colour: EventColour,
  shape: EventShape,
  box: RowBox,
): void {
  const x = box.x + (shape.left + shape.right) / 2;
  const y = box.y + shape.top + shape.height / 2;
  const reach = (shape.right - shape.left) / 2;
  context.beginPath();
  context.moveTo(x, y - reach - 1);
  context.lineTo(x + reach, y);
  context.lineTo(x, y + reach + 1);
  context.lineTo(x - reach, y);
  context.closePath();
  context.fillStyle = colour.fill;
  context.fill();
  context.strokeStyle = colours.text;
  context.lineWidth = 1;
  context.stroke();
}
