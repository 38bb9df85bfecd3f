import type { Theme } from "../../model/palette";
import { TextFit } from "../../timeline/text-fit";
import type { CssPx } from "../../units";
import { cssVariable, type CanvasSize } from "../use-canvas";
import type { FlameBox, FlameLayout } from "./layout";
import type { FlameTree, NodeIndex } from "./tree";
import type { FlameWords } from "./words";

export const ROW: CssPx = 20;
const GAP: CssPx = 1;
const TEXT_FROM: CssPx = 26;

export interface FlamePicture {
  readonly tree: FlameTree;
  readonly layout: FlameLayout;
  readonly words: FlameWords;
  readonly theme: Theme;
  readonly focused: NodeIndex | null;
  readonly hovered: NodeIndex | null;
  readonly zoomed: NodeIndex;
  /** Others fade; null where nothing is searched. */
  readonly matches: ReadonlySet<NodeIndex> | null;
  readonly scrollTop: CssPx;
}

/** Draws the rows in sight, the root on top. */
export function paintFlame(
  context: CanvasRenderingContext2D,
  size: CanvasSize,
  picture: FlamePicture,
): void {
  context.font = `12px ${cssVariable("--font-mono")}`;
  context.textBaseline = "middle";
  const fit = new TextFit((text) => context.measureText(text).width);
  const first = Math.max(0, Math.floor(picture.scrollTop / ROW));
  const last = Math.ceil((picture.scrollTop + size.height) / ROW);
  for (const row of picture.layout.rows.slice(first, last + 1))
    for (const box of row) paintBox(context, size, picture, fit, box);
}

function paintBox(
  context: CanvasRenderingContext2D,
  size: CanvasSize,
  picture: FlamePicture,
  fit: TextFit,
  box: FlameBox,
): void {
  const { tree, matches } = picture;
  const x = box.left * size.width;
  const y = box.depth * ROW - picture.scrollTop;
  const width = Math.max(1, box.width * size.width - GAP);
  const kind = tree.kinds[box.node];
  const colour = picture.words.colour(picture.theme, box.node);
  const isFaded = matches !== null && !matches.has(box.node);
  const isCaller = box.depth < tree.depths[picture.zoomed];
  context.globalAlpha = isFaded ? 0.28 : isCaller ? 0.6 : 1;
  context.fillStyle = colour.fill;
  // What was inlined is one with its caller: no gap between them.
  const gap = kind === "inline" ? GAP : 0;
  context.fillRect(x, y - gap, width, ROW - GAP + gap);
  if (kind === "smaller" || kind === "missing")
    hatch(context, x, y, width, cssVariable("--line-strong"));
  context.globalAlpha = isFaded ? 0.75 : 1;
  if (width >= TEXT_FROM) {
    context.fillStyle =
      isFaded || isCaller ? cssVariable("--text") : colour.ink;
    const text = fit.fit(picture.words.inBox(box.node), width - 10);
    context.fillText(text, x + 5, y + ROW / 2);
  }
  context.globalAlpha = 1;
  if (matches?.has(box.node) === true) outline(context, x, y, width, 1.5);
  if (box.node === picture.hovered) outline(context, x, y, width, 1);
  if (box.node === picture.focused) outline(context, x, y, width, 2.5);
}

function outline(
  context: CanvasRenderingContext2D,
  x: CssPx,
  y: CssPx,
  width: CssPx,
  line: CssPx,
): void {
  context.strokeStyle = cssVariable(line > 2 ? "--accent" : "--text");
  context.lineWidth = line;
  const inset = line / 2;
  context.strokeRect(
    x + inset,
    y + inset,
    Math.max(1, width - line),
    ROW - GAP - line,
  );
}

/** Stands for what is not told one by one. */
function hatch(
  context: CanvasRenderingContext2D,
  x: CssPx,
  y: CssPx,
  width: CssPx,
  colour: string,
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, ROW - GAP);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (let at = x - ROW; at < x + width; at += 7) {
    context.moveTo(at, y + ROW);
    context.lineTo(at + ROW, y);
  }
  context.stroke();
  context.restore();
}
