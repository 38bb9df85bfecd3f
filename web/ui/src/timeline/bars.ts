import { eventColour, type Theme } from "../model/palette";
import { hashOf, hueOf } from "../model/thread-colour";
import type { Bar } from "./bar-painter";
import type { RegionShape } from "./region-shapes";
import { shortFrame, type SampleShape } from "./sample-shapes";

const INK = "#10151c";

/** A sampled frame as a bar. Methods of one class share a colour. */
export function barOfSample(shape: SampleShape, theme: Theme): Bar {
  const { frame } = shape;
  const className = frame.slice(0, frame.lastIndexOf("."));
  return {
    ...shape,
    fill: hueOf(hashOf(className), theme),
    ink: INK,
    label: shortFrame(frame),
  };
}

/** A region as a bar, in the colours of what the program says. Those of one type share one. */
export function barOfRegion(shape: RegionShape, theme: Theme): Bar {
  const { type, count } = shape.region;
  return {
    ...shape,
    ...eventColour(theme, hashOf(type)),
    label: count === 1 ? type : `${type} ×${count}`,
  };
}
