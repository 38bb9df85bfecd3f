import { STATE_COUNT } from "../model/states";
import type { DevicePx, Nanos, ThreadId, TimeRange } from "../units";
import { bucketNanos, tileNanos, tilesOf } from "./levels";
import type { TileCache } from "./tile-cache";
import {
  FLAG_PINNED,
  spanBox,
  type BucketTile,
  type SpanBox,
  type SpanColumns,
} from "./tiles";
import { lengthOf, xOf } from "./viewport";

/**
 * A row of the timeline as one cell per device pixel. A cell is a bucket byte (state + 1 in the low nibble, share in the high
 * one); 0 is nothing. Spans too wide for a mere pixel pattern are listed as boxes, to be drawn with corners and text.
 */
export interface RowRaster {
  readonly cells: Uint8Array;
  /** Cells that hide a pinned or blocked stretch under another dominant state: drawn as ticks at the row's foot. */
  readonly marks: Uint8Array;
  readonly boxes: SpanBox[];
  /** False where no tile is at hand yet. */
  isComplete: boolean;
}

/** Low nibble of a pinned cell; states take 1 to 10. */
export const PINNED_CELL = 11;
const FULL_SHARE = 0xf0;

/** From this width a span is drawn as a box; hatched ones earlier, so that the hatch is seen. */
const BOX_FROM: DevicePx = 24;
const HATCHED_BOX_FROM: DevicePx = 5;
/** From this width a span leaves its last pixel free, so that neighbours of one state can be told apart. */
const GAP_FROM: DevicePx = 4;
const FILE_IO_STATE = 7;

/** Paints one thread. `coverage` is scratch space as wide as the row. */
export function paintRow(
  cache: TileCache,
  thread: ThreadId,
  view: TimeRange,
  level: number,
  width: DevicePx,
  coverage: Float32Array,
): RowRaster {
  const raster: RowRaster = {
    cells: new Uint8Array(width),
    marks: new Uint8Array(width),
    boxes: [],
    isComplete: true,
  };
  coverage.fill(0);
  const { first, last } = tilesOf(view, level);
  const length = tileNanos(level);
  let paintedTo = Number.NEGATIVE_INFINITY;
  for (let index = first; index <= last; index++) {
    const tile = cache.find(thread, level, index);
    const part = { from: index * length, to: (index + 1) * length };
    if (tile === null) {
      raster.isComplete = false;
    } else if (tile.kind === "exact") {
      paintedTo = paintSpans(
        raster,
        tile.spans,
        part,
        view,
        coverage,
        paintedTo,
      );
    } else if (tile.kind === "buckets") {
      paintBuckets(raster, tile, part, view);
      paintedTo = collectBoxes(raster, tile.wide, part, view, paintedTo);
    }
  }
  return raster;
}

/** Buckets are no longer than a pixel (or, of a coarser stand-in tile, longer): every pixel takes the one at its middle. */
function paintBuckets(
  raster: RowRaster,
  tile: BucketTile,
  part: TimeRange,
  view: TimeRange,
): void {
  const { cells, marks } = raster;
  const nanosPerPixel = lengthOf(view) / cells.length;
  const x0 = Math.max(0, Math.ceil(xOf(view, cells.length, part.from) - 0.5));
  const x1 = Math.min(
    cells.length,
    Math.ceil(xOf(view, cells.length, part.to) - 0.5),
  );
  const perBucket = bucketNanos(tile.level);
  const tileFrom = tile.index * tileNanos(tile.level);
  const step = nanosPerPixel / perBucket;
  let bucket = (view.from + (x0 + 0.5) * nanosPerPixel - tileFrom) / perBucket;
  const lastBucket = tile.buckets.length - 1;
  for (let x = x0; x < x1; x++, bucket += step) {
    const i = bucket < 0 ? 0 : bucket > lastBucket ? lastBucket : bucket | 0;
    cells[x] = tile.buckets[i];
    marks[x] = (tile.marks[i >> 3] >> (i & 7)) & 1;
  }
}

/**
 * Paints the spans of a tile. A span that reaches over its end is in the next tile too: what ends before `paintedTo` is not
 * painted again. Answers up to where it has painted.
 */
function paintSpans(
  raster: RowRaster,
  spans: SpanColumns,
  part: TimeRange,
  view: TimeRange,
  coverage: Float32Array,
  paintedTo: Nanos,
): Nanos {
  const width = raster.cells.length;
  const to = Math.min(part.to, view.to);
  const from = Math.max(part.from, view.from);
  let last = paintedTo;
  for (let i = firstEndingAfter(spans, from); i < spans.start.length; i++) {
    if (spans.start[i] >= to) break;
    if (spans.start[i] < last) continue;
    last = spans.end[i];
    const x0 = xOf(view, width, spans.start[i]);
    const x1 = xOf(view, width, spans.end[i]);
    if (isBox(spans, i, x1 - x0)) {
      raster.boxes.push(spanBox(spans, i));
      continue;
    }
    fillCells(raster.cells, cellOf(spans, i), x0, x1, coverage);
  }
  return last;
}

/** The wide spans of a bucket tile become boxes; the cells below them are cleared, or they would fill the corners. */
function collectBoxes(
  raster: RowRaster,
  spans: SpanColumns,
  part: TimeRange,
  view: TimeRange,
  paintedTo: Nanos,
): Nanos {
  const width = raster.cells.length;
  const to = Math.min(part.to, view.to);
  let last = paintedTo;
  for (
    let i = firstEndingAfter(spans, Math.max(part.from, view.from));
    i < spans.start.length && spans.start[i] < to;
    i++
  ) {
    if (spans.start[i] < last) continue;
    last = spans.end[i];
    const x0 = xOf(view, width, spans.start[i]);
    const x1 = xOf(view, width, spans.end[i]);
    if (!isBox(spans, i, x1 - x0)) continue;
    raster.boxes.push(spanBox(spans, i));
    raster.cells.fill(
      0,
      Math.max(0, Math.floor(x0)),
      Math.max(0, Math.ceil(x1)),
    );
  }
  return last;
}

function isBox(spans: SpanColumns, i: number, width: DevicePx): boolean {
  const isHatched =
    spans.state[i] === FILE_IO_STATE || (spans.flags[i] & FLAG_PINNED) !== 0;
  return width >= (isHatched ? HATCHED_BOX_FROM : BOX_FROM);
}

function cellOf(spans: SpanColumns, i: number): number {
  const isPinned = (spans.flags[i] & FLAG_PINNED) !== 0;
  return FULL_SHARE | (isPinned ? PINNED_CELL : spans.state[i] + 1);
}

/** Whole pixels are filled; a pixel that several spans share goes to the one that covers most of it. */
function fillCells(
  cells: Uint8Array,
  cell: number,
  x0: number,
  x1: number,
  coverage: Float32Array,
): void {
  const first = Math.max(0, Math.floor(x0));
  const last = Math.min(cells.length - 1, Math.ceil(x1) - 1);
  for (let x = first; x <= last; x++) {
    const covered = Math.min(x1, x + 1) - Math.max(x0, x);
    if (covered < coverage[x]) continue;
    coverage[x] = covered;
    cells[x] = cell;
  }
  if (x1 - x0 >= GAP_FROM && last > first && x1 <= cells.length) {
    cells[last] = 0;
    coverage[last] = 0;
  }
}

/** Position of the first span that ends after an instant. */
function firstEndingAfter(spans: SpanColumns, nanos: number): number {
  let low = 0;
  let high = spans.end.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans.end[middle] > nanos) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Shares of the row's width in each state, by ordinal: boxes by their length, the rest by pixels. */
export function sharesOf(raster: RowRaster, view: TimeRange): Float64Array {
  const width = raster.cells.length;
  const shares = pixelsByCell(raster.cells).slice(1, 1 + STATE_COUNT);
  for (const box of raster.boxes) {
    const from = Math.max(view.from, box.start);
    const to = Math.min(view.to, box.end);
    shares[box.state] += Math.max(
      0,
      xOf(view, width, to) - xOf(view, width, from),
    );
  }
  return shares.map((share) => Math.min(1, share / width));
}

/** How many cells there are of each low nibble. Neighbours are mostly equal, and counted at once. */
function pixelsByCell(cells: Uint8Array): Float64Array {
  const pixels = new Float64Array(16);
  let from = 0;
  for (let x = 1; x <= cells.length; x++) {
    if (x < cells.length && ((cells[x] ^ cells[from]) & 15) === 0) continue;
    pixels[cells[from] & 15] += x - from;
    from = x;
  }
  return pixels;
}

/** The state with the largest share; null where nothing is drawn. */
export function dominantOf(shares: Float64Array): number | null {
  let best = 0;
  for (let state = 1; state < shares.length; state++)
    if (shares[state] > shares[best]) best = state;
  return shares[best] === 0 ? null : best;
}
