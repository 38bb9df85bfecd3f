import type { CssPx } from "../units";
import type { Pen } from "./pen";

type Paint = string | CanvasGradient | CanvasPattern;

interface State {
  readonly fillStyle: Paint;
  readonly strokeStyle: Paint;
  readonly lineWidth: number;
  readonly globalAlpha: number;
  readonly font: string;
  readonly textAlign: CanvasTextAlign;
  /** How many groups were open: those of clips since then end with the state. */
  readonly openGroups: number;
}

/** What the hatch of the canvas looks like here: patterns cannot be read back. */
const HATCH =
  '<pattern id="hatch" width="4.2" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="1.3" height="6" fill="#fff" fill-opacity=".5"/></pattern>';

/** Draws the timeline into an SVG document: shapes and text stay sharp, rows of pixels become rectangles. */
export class SvgPen implements Pen {
  fillStyle: Paint = "#000";
  strokeStyle: Paint = "#000";
  lineWidth = 1;
  globalAlpha = 1;
  font = "12px sans-serif";
  textAlign: CanvasTextAlign = "left";
  textBaseline: CanvasTextBaseline = "middle";
  imageSmoothingEnabled = false;
  private readonly out: string[] = [];
  private readonly saved: State[] = [];
  private path: string[] = [];
  private clips = 0;
  private openGroups = 0;

  constructor(
    private readonly width: CssPx,
    private readonly height: CssPx,
    private readonly ruler: CanvasRenderingContext2D,
  ) {}

  document(): string {
    const { width, height } = this;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
      `<defs>${HATCH}</defs>`,
      ...this.out,
      ...Array.from({ length: this.openGroups }, () => "</g>"),
      "</svg>",
    ].join("\n");
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, globalAlpha } = this;
    const { font, textAlign, openGroups } = this;
    this.saved.push({
      fillStyle,
      strokeStyle,
      lineWidth,
      globalAlpha,
      font,
      textAlign,
      openGroups,
    });
  }

  restore(): void {
    const state = this.saved.pop();
    if (state === undefined) return;
    for (; this.openGroups > state.openGroups; this.openGroups--)
      this.out.push("</g>");
    Object.assign(this, state);
  }

  beginPath(): void {
    this.path = [];
  }

  closePath(): void {
    this.path.push("Z");
  }

  moveTo(x: number, y: number): void {
    this.path.push(`M${short(x)} ${short(y)}`);
  }

  /** A canvas begins a path with whatever comes first. */
  lineTo(x: number, y: number): void {
    const command = this.path.length === 0 ? "M" : "L";
    this.path.push(`${command}${short(x)} ${short(y)}`);
  }

  bezierCurveTo(...points: [number, number, number, number, number, number]) {
    this.path.push(`C${points.map(short).join(" ")}`);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.path.push(
      `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`,
    );
  }

  roundRect(
    x: number,
    y: number,
    width: number,
    height: number,
    radius: number,
  ): void {
    const r = Math.max(0, Math.min(radius, width / 2, height / 2));
    const corner = (dx: number, dy: number) =>
      `a${short(r)} ${short(r)} 0 0 1 ${short(dx)} ${short(dy)}`;
    this.path.push(
      `M${short(x + r)} ${short(y)}h${short(width - 2 * r)}${corner(r, r)}v${short(height - 2 * r)}${corner(-r, r)}h${short(2 * r - width)}${corner(-r, -r)}v${short(2 * r - height)}${corner(r, -r)}Z`,
    );
  }

  clip(): void {
    const id = `clip${this.clips++}`;
    this.out.push(
      `<clipPath id="${id}"><path d="${this.path.join("")}"/></clipPath><g clip-path="url(#${id})">`,
    );
    this.openGroups++;
  }

  fill(): void {
    this.out.push(
      `<path d="${this.path.join("")}" fill="${paint(this.fillStyle)}"${this.opacity()}/>`,
    );
  }

  stroke(): void {
    this.out.push(
      `<path d="${this.path.join("")}" fill="none" stroke="${paint(this.strokeStyle)}" stroke-width="${this.lineWidth}"${this.opacity()}/>`,
    );
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    if (width <= 0 || height <= 0) return;
    this.out.push(
      `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${paint(this.fillStyle)}"${this.opacity()}/>`,
    );
  }

  fillText(text: string, x: number, y: number): void {
    const anchor = this.textAlign === "center" ? ' text-anchor="middle"' : "";
    this.out.push(
      `<text x="${short(x)}" y="${short(y)}" dominant-baseline="central" style="font:${escaped(this.font)}" fill="${paint(this.fillStyle)}"${anchor}${this.opacity()}>${escaped(text)}</text>`,
    );
  }

  measureText(text: string): TextMetrics {
    this.ruler.save();
    this.ruler.font = this.font;
    const metrics = this.ruler.measureText(text);
    this.ruler.restore();
    return metrics;
  }

  /** Rows of the timeline come as bitmaps; each run of one colour becomes a rectangle. */
  drawImage(image: CanvasImageSource, ...box: number[]): void {
    if (!(image instanceof OffscreenCanvas) || box.length !== 8)
      throw new Error("Only parts of bitmaps can be put into a document.");
    const [sourceX, sourceY, columns, rows, x, y, width, height] = box;
    const pixels = image
      .getContext("2d")
      ?.getImageData(sourceX, sourceY, columns, rows).data;
    if (pixels === undefined) return;
    const words = new Uint32Array(pixels.buffer);
    for (let row = 0; row < rows; row++)
      for (const { from, to, value } of runsOf(words, row * columns, columns))
        this.fillPixels(
          value,
          x + (from / columns) * width,
          y + (row / rows) * height,
          ((to - from) / columns) * width,
          height / rows,
        );
  }

  private fillPixels(
    pixel: number,
    x: number,
    y: number,
    width: number,
    height: number,
  ): void {
    if (pixel >>> 24 === 0) return;
    this.fillStyle = `rgb(${pixel & 255},${(pixel >> 8) & 255},${(pixel >> 16) & 255})`;
    this.fillRect(x, y, width, height);
  }

  private opacity(): string {
    return this.globalAlpha === 1
      ? ""
      : ` opacity="${short(this.globalAlpha)}"`;
  }
}

function* runsOf(words: Uint32Array, start: number, length: number) {
  let from = 0;
  for (let i = 1; i <= length; i++) {
    if (i < length && words[start + i] === words[start + from]) continue;
    yield { from, to: i, value: words[start + from] };
    from = i;
  }
}

function paint(style: Paint): string {
  return typeof style === "string" ? escaped(style) : "url(#hatch)";
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Names are any text of somebody else's program: no markup, and no sign that XML does not allow. */
export function escaped(text: string): string {
  return text
    .replace(
      /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu,
      "\ufffd",
    )
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
}
