import { hashOf, hueOf } from "../model/thread-colour";
import type { CssPx } from "../units";
import type { Colours } from "./colours";
import type { Pen } from "./pen";
import type { RowBox } from "./row-painter";
import { shortFrame, type SampleShape } from "./sample-shapes";
import type { TextFit } from "./text-fit";

const LABEL_FROM: CssPx = 30;
const LABEL_PADDING: CssPx = 4;
const INK = "#10151c";

/** Draws the flame chart of a thread's samples. Methods of one class share a colour. */
export function paintSamples(
  pen: Pen,
  colours: Colours,
  fit: TextFit,
  shapes: readonly SampleShape[],
  box: RowBox,
): void {
  pen.save();
  pen.beginPath();
  pen.rect(box.x, box.y, box.width, box.height);
  pen.clip();
  for (const shape of shapes) {
    const { frame, left, right, height } = shape;
    const top = box.y + shape.top;
    const className = frame.slice(0, frame.lastIndexOf("."));
    pen.fillStyle = hueOf(hashOf(className), colours.theme);
    pen.fillRect(box.x + left, top, right - left, height);
    if (right - left < LABEL_FROM) continue;
    const textLeft = box.x + Math.max(0, left) + LABEL_PADDING;
    const room = box.x + Math.min(box.width, right) - LABEL_PADDING - textLeft;
    const label = fit.fit(shortFrame(frame), room);
    if (label === "") continue;
    pen.fillStyle = INK;
    pen.fillText(label, textLeft, top + height / 2 + 0.5);
  }
  pen.restore();
}
