import type { CssPx, Nanos, TimeRange } from "../units";
import type { StackSample } from "./fetch-windows";
import {
  SAMPLE_LANE_HEIGHT,
  SAMPLE_LANES,
  SAMPLES_PADDING,
} from "./member-places";
import { xOf } from "./viewport";

/** A frame that consecutive samples of a thread have in common, with all frames outside of it. */
export interface SampleShape {
  readonly frame: string;
  readonly start: Nanos;
  /** When the last of the samples was taken: what came after is not known. */
  readonly end: Nanos;
  readonly count: number;
  readonly lane: number;
  readonly left: CssPx;
  readonly right: CssPx;
  readonly top: CssPx;
  readonly height: CssPx;
}

export interface SampleShapes {
  readonly shapes: readonly SampleShape[];
  /** Outer frames that all samples share, which are left out. */
  readonly sharedFrames: number;
}

const MIN_WIDTH: CssPx = 2.5;
const GAP: CssPx = 0.5;
/** Samples further apart than this many usual distances are not of one stretch. */
const MAX_GAPS = 2.5;

/** The samples that a view shows as a flame chart, from the outermost frame down in which they differ. */
export function sampleShapes(
  all: readonly StackSample[],
  view: TimeRange,
  width: CssPx,
): SampleShapes {
  const samples = all.filter(
    ({ nanos, frames }) =>
      frames.length > 0 && nanos >= view.from && nanos <= view.to,
  );
  const sharedFrames = sharedBy(samples);
  const maxGap = usualGap(samples) * MAX_GAPS;
  const shapes: SampleShape[] = [];
  for (let lane = 0; lane < SAMPLE_LANES; lane++)
    for (const run of runsOf(samples, sharedFrames + lane, maxGap)) {
      const left = xOf(view, width, run.start);
      const right = xOf(view, width, run.end);
      shapes.push({
        ...run,
        lane,
        left,
        right: Math.max(left + MIN_WIDTH, right - GAP),
        top: lane * SAMPLE_LANE_HEIGHT + SAMPLES_PADDING / 2,
        height: SAMPLE_LANE_HEIGHT - 1,
      });
    }
  return { shapes, sharedFrames };
}

/** How many outer frames all have in common; of each at least one is kept. */
function sharedBy(samples: readonly StackSample[]): number {
  if (samples.length === 0) return 0;
  const [first] = samples;
  let shared = first.frames.length;
  for (const { frames } of samples) {
    let same = 0;
    while (
      same < Math.min(shared, frames.length) &&
      frames[same] === first.frames[same]
    )
      same++;
    shared = Math.min(same, frames.length - 1);
  }
  return Math.max(0, Math.min(shared, first.frames.length - 1));
}

function usualGap(samples: readonly StackSample[]): Nanos {
  const gaps = samples
    .slice(1)
    .map(({ nanos }, i) => nanos - samples[i].nanos)
    .sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? 0;
}

interface Run {
  readonly frame: string;
  readonly start: Nanos;
  end: Nanos;
  count: number;
}

/** Runs of samples with the same frames down to `depth`. */
function runsOf(
  samples: readonly StackSample[],
  depth: number,
  maxGap: Nanos,
): readonly Run[] {
  const runs: Run[] = [];
  let last: StackSample | null = null;
  for (const sample of samples) {
    const frame = sample.frames[depth];
    const run = runs.at(-1);
    const goesOn =
      last !== null &&
      run !== undefined &&
      sample.nanos - last.nanos <= maxGap &&
      hasSameFrames(last, sample, depth);
    last = sample;
    if (frame === undefined) continue;
    if (goesOn) {
      run.end = sample.nanos;
      run.count += sample.count;
    } else {
      runs.push({
        frame,
        start: sample.nanos,
        end: sample.nanos,
        count: sample.count,
      });
    }
  }
  return runs;
}

function hasSameFrames(
  one: StackSample,
  other: StackSample,
  depth: number,
): boolean {
  if (one.frames.length <= depth || other.frames.length <= depth) return false;
  for (let i = depth; i >= 0; i--)
    if (one.frames[i] !== other.frames[i]) return false;
  return true;
}

/** The shape at a point of the row. */
export function sampleAt(
  shapes: readonly SampleShape[],
  x: CssPx,
  y: CssPx,
): SampleShape | null {
  return (
    shapes.find(
      ({ left, right, top, height }) =>
        x >= left - 1 && x <= right + 1 && y >= top && y < top + height + 1,
    ) ?? null
  );
}

/** The class and method of a frame, without packages. */
export function shortFrame(frame: string): string {
  const method = frame.lastIndexOf(".");
  return frame.slice(frame.lastIndexOf(".", method - 1) + 1);
}
