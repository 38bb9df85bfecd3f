import {
  STATE_COUNT,
  STATE_KEYS,
  STATE_LABEL,
  STATE_ORDINAL,
} from "../model/states";
import { isHatched, packPixel, parseHex } from "../model/palette";
import { hashOf, hueOf } from "../model/thread-colour";
import type { CssPx, DevicePx, ThreadId, TimeRange } from "../units";
import { inkOn, paletteKeyOf, RECEDING, type Colours } from "./colours";
import { groupMix, groupSums, stackCells, topOfMix } from "./group-raster";
import type { GroupTile } from "./group-tiles";
import type { LabelStore } from "./label-store";
import { paintRow, type RowRaster } from "./raster";
import type { Staging } from "./staging";
import type { TextFit } from "./text-fit";
import type { TileCache } from "./tile-cache";
import type { SpanBox } from "./tiles";
import { xOf } from "./viewport";
import type { Pen } from "./pen";

/** Where the spans of one row go on the canvas. */
export interface RowBox {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly width: CssPx;
  readonly height: CssPx;
}

const SPAN_PADDING: CssPx = 3;
/** Less than this of a row's height is no room for text. */
const LABEL_HEIGHT: CssPx = 11;
const MARK_HEIGHT: CssPx = 2;
const CORNER: CssPx = 2.5;
const LABEL_FROM: CssPx = 40;
const BLOCKED_CELL = STATE_ORDINAL.blocked + 1;

/**
 * Draws rows of spans. A row is first painted as one line of pixels into a staging bitmap (raster.ts), which one `drawImage`
 * stretches to the height of the row; only wide spans are drawn one by one. The cost is rows times width, whatever the trace
 * holds.
 */
export class RowPainter {
  constructor(
    private readonly context: Pen,
    private readonly staging: Staging,
    private readonly cache: TileCache,
    private readonly labels: LabelStore,
    private readonly text: TextFit,
    /** Whether rows are carriers: running spans are then of the virtual threads that they carry. */
    private readonly isByCarrier: boolean,
  ) {}

  /** One thread. Answers the raster, for shares and hit tests. */
  paintThread(
    colours: Colours,
    thread: ThreadId,
    view: TimeRange,
    level: number,
    box: RowBox,
  ): RowRaster {
    const width: DevicePx = Math.max(
      1,
      Math.round(box.width * window.devicePixelRatio),
    );
    const raster = paintRow(
      this.cache,
      thread,
      view,
      level,
      width,
      this.staging.coverage(width),
    );
    const image = new ImageData(width, 2);
    const pixels = new Uint32Array(image.data.buffer);
    const markPixel = packPixel(parseHex(colours.state.blocked));
    for (let x = 0; x < width; x++) {
      const cell = raster.cells[x];
      pixels[x] = colours.cellPixels[cell];
      if (raster.marks[x] !== 0 && (cell & 15) !== BLOCKED_CELL)
        pixels[width + x] = markPixel;
    }
    const bitmap = this.staging.show(image);
    const { x, y, height } = box;
    const padding = paddingOf(box);
    const top = y + padding;
    const inner = height - 2 * padding;
    this.context.imageSmoothingEnabled = false;
    this.context.drawImage(bitmap, 0, 0, width, 1, x, top, box.width, inner);
    for (const span of raster.boxes) this.drawSpan(colours, span, view, box);
    this.context.drawImage(
      bitmap,
      0,
      1,
      width,
      1,
      x,
      top + inner - Math.min(MARK_HEIGHT, inner / 2),
      box.width,
      Math.min(MARK_HEIGHT, inner / 2),
    );
    return raster;
  }

  /** The mix of states of some threads, as a stacked strip. */
  paintMix(
    colours: Colours,
    threads: readonly ThreadId[],
    view: TimeRange,
    level: number,
    box: RowBox,
  ): void {
    const columns = columnsOf(box);
    const mix = groupMix(this.cache, threads, view, level, columns);
    if (mix !== null) this.paintStack(colours, mix, null, columns, box);
  }

  /** How many members of a group were in each state, as a stacked area. */
  paintSums(
    colours: Colours,
    tileAt: (index: number) => GroupTile | null,
    view: TimeRange,
    level: number,
    box: RowBox,
  ): void {
    const columns = columnsOf(box);
    const sums = groupSums(tileAt, view, level, columns);
    if (sums !== null)
      this.paintStack(colours, sums, topOfMix(sums), columns, box);
  }

  private paintStack(
    colours: Colours,
    mix: Float32Array,
    top: number | null,
    columns: number,
    box: RowBox,
  ): void {
    const rows = Math.max(1, Math.round(box.height));
    const cells = stackCells(mix, columns, rows, top);
    const image = new ImageData(columns, rows);
    const pixels = new Uint32Array(image.data.buffer);
    for (let i = 0; i < cells.length; i++)
      pixels[i] = colours.cellPixels[cells[i]];
    const bitmap = this.staging.show(image);
    this.context.imageSmoothingEnabled = false;
    this.context.drawImage(
      bitmap,
      0,
      0,
      columns,
      rows,
      box.x,
      box.y,
      box.width,
      box.height,
    );
  }

  private drawSpan(
    colours: Colours,
    span: SpanBox,
    view: TimeRange,
    box: RowBox,
  ): void {
    const recedes = colours.recedes(paletteKeyOf(span));
    this.context.globalAlpha = recedes ? RECEDING : 1;
    this.drawSpanBox(colours, span, view, box, !recedes);
    this.context.globalAlpha = 1;
  }

  private drawSpanBox(
    colours: Colours,
    span: SpanBox,
    view: TimeRange,
    box: RowBox,
    mayHaveLabel: boolean,
  ): void {
    const { context } = this;
    const left = box.x + Math.max(-8, xOf(view, box.width, span.start));
    const right =
      box.x + Math.min(box.width + 8, xOf(view, box.width, span.end));
    const width = right - left - 1;
    const padding = paddingOf(box);
    const y = box.y + padding;
    const height = box.height - 2 * padding;
    const key = paletteKeyOf(span);
    const hasRoom =
      mayHaveLabel && width >= LABEL_FROM && height >= LABEL_HEIGHT;
    const label = hasRoom ? this.labelOf(span) : "";
    const isCarried = this.isByCarrier && key === "running" && label !== "";
    context.fillStyle = isCarried
      ? hueOf(hashOf(label), colours.theme)
      : colours.state[key];
    context.beginPath();
    context.roundRect(left, y, Math.max(1, width), height, CORNER);
    context.fill();
    if (isHatched(key) && colours.hatch !== null) {
      context.fillStyle = colours.hatch;
      if (label === "") {
        context.fill();
      } else {
        // Under the text the hatch would hurt reading: it frames the label instead.
        context.fillRect(left, y, 6, height);
        context.fillRect(right - 7, y, 6, height);
      }
    }
    if (label === "") return;
    const textLeft = Math.max(left, box.x) + (isHatched(key) ? 10 : 6);
    const room =
      Math.min(right, box.x + box.width) - textLeft - (isHatched(key) ? 10 : 5);
    const shown = this.text.fit(label, room);
    if (shown === "") return;
    context.fillStyle = isCarried ? "#10151c" : inkOn(colours, key);
    context.fillText(shown, textLeft, box.y + box.height / 2 + 0.5);
  }

  private labelOf(span: SpanBox): string {
    const key = STATE_KEYS[span.state];
    if (key === "running" && this.isByCarrier)
      return this.labels.labelOf(span.index) ?? "";
    if (key === "running" || key === "undetermined" || key === undefined)
      return "";
    return this.labels.labelOf(span.index) || STATE_LABEL[key];
  }
}

/** Strips have little detail: a column is two pixels. */
function columnsOf({ width }: RowBox): number {
  return Math.max(1, Math.round(width / 2));
}

/** Low rows have no air to give away. */
function paddingOf({ height }: RowBox): CssPx {
  return height >= 20 ? SPAN_PADDING : height >= 10 ? 1.5 : 0.5;
}

/** The state that fills most of a row, and its share of the row; null where nothing is drawn. */
export function dominantOf(
  raster: RowRaster,
  view: TimeRange,
): { readonly state: number; readonly share: number } | null {
  const width = raster.cells.length;
  const pixels = new Float64Array(STATE_COUNT);
  for (const cell of raster.cells) {
    const state = (cell & 15) - 1;
    if (state >= 0 && state < STATE_COUNT) pixels[state]++;
  }
  for (const { start, end, state } of raster.boxes) {
    const from = xOf(view, width, Math.max(view.from, start));
    const to = xOf(view, width, Math.min(view.to, end));
    pixels[state] += Math.max(0, to - from);
  }
  const best = pixels.reduce(
    (top, value, i) => (value > pixels[top] ? i : top),
    0,
  );
  return pixels[best] === 0
    ? null
    : { state: best, share: Math.min(1, pixels[best] / width) };
}
