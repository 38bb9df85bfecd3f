import type { CssPx } from "../units";
import type { Pen } from "./pen";
import type { RowBox } from "./row-painter";
import type { TextFit } from "./text-fit";

/** A bar in a row, in coordinates of the row. */
export interface Bar {
  readonly left: CssPx;
  readonly right: CssPx;
  readonly top: CssPx;
  readonly height: CssPx;
  readonly fill: string;
  readonly ink: string;
  readonly label: string;
}

const LABEL_FROM: CssPx = 30;
const LABEL_PADDING: CssPx = 4;
/** Labels come from the traced program and may be of any length. */
const MAX_LABEL_CHARS = 200;

/** Draws bars with what fits of their labels. */
export function paintBars(
  pen: Pen,
  fit: TextFit,
  bars: readonly Bar[],
  box: RowBox,
): void {
  pen.save();
  pen.beginPath();
  pen.rect(box.x, box.y, box.width, box.height);
  pen.clip();
  for (const { left, right, height, fill, ink, label, ...bar } of bars) {
    const top = box.y + bar.top;
    pen.fillStyle = fill;
    pen.fillRect(box.x + left, top, right - left, height);
    if (right - left < LABEL_FROM) continue;
    const textLeft = box.x + Math.max(0, left) + LABEL_PADDING;
    const room = box.x + Math.min(box.width, right) - LABEL_PADDING - textLeft;
    const text = fit.fit(label.slice(0, MAX_LABEL_CHARS), room);
    if (text === "") continue;
    pen.fillStyle = ink;
    pen.fillText(text, textLeft, top + height / 2 + 0.5);
  }
  pen.restore();
}
