import { formatRange } from "../format/time";
import { PALETTE, type PaletteKey } from "../model/palette";
import { theme } from "../model/theme";
import { countTicks, rulerOf } from "../model/ticks";
import type { CssPx, Nanos, TimeRange } from "../units";
import { cssVariable, useCanvas, type CanvasSize } from "./use-canvas";

export interface StepLine {
  readonly label: string;
  readonly colour: PaletteKey;
  /** Mean of each bucket. */
  readonly values: readonly number[];
}

interface StepChartProps {
  readonly range: TimeRange;
  readonly bucketNanos: Nanos;
  readonly lines: readonly StepLine[];
  /** A level worth comparing with, such as the number of processors. */
  readonly level: { readonly label: string; readonly value: number } | null;
}

const LEFT: CssPx = 44;
const TOP: CssPx = 10;
const BOTTOM: CssPx = 22;

/** Counts over time as stepped lines, with a dashed level to compare them with. */
export function StepChart({
  range,
  bucketNanos,
  lines,
  level,
}: StepChartProps) {
  const { frame, canvas } = useCanvas(
    (context, size) => draw(context, size, range, bucketNanos, lines, level),
    [lines, level, range.from, range.to, theme.value],
  );
  return (
    <figure class="step-chart">
      <div ref={frame} class="area-frame">
        <canvas
          ref={canvas}
          role="img"
          aria-label={`${lines.map(describe).join(", ")} from ${formatRange(range)}`}
        />
      </div>
      <figcaption>
        {lines.map((line) => (
          <span key={line.label} class="step-key">
            <i
              aria-hidden="true"
              style={{ background: `var(--state-${line.colour})` }}
            />
            {line.label}
          </span>
        ))}
        {level !== null && (
          <span class="step-key">
            <i aria-hidden="true" class="step-level" />
            {level.label}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function describe({ label, values }: StepLine): string {
  return `${label}: at most ${Math.max(0, ...values).toFixed(1)}`;
}

function draw(
  context: CanvasRenderingContext2D,
  size: CanvasSize,
  range: TimeRange,
  bucketNanos: Nanos,
  lines: readonly StepLine[],
  level: StepChartProps["level"],
): void {
  const width = size.width - LEFT;
  const height = size.height - TOP - BOTTOM;
  const highest = Math.max(
    1,
    level?.value ?? 0,
    ...lines.flatMap(({ values }) => values),
  );
  const ticks = countTicks(highest, 4);
  const top = ticks[ticks.length - 1];
  const yOf = (count: number): CssPx => TOP + height - (count / top) * height;
  const xOf = (nanos: Nanos): CssPx =>
    LEFT + ((nanos - range.from) / (range.to - range.from)) * width;
  context.font = `11px ${cssVariable("--font-ui")}`;
  context.textBaseline = "middle";
  context.fillStyle = cssVariable("--muted");
  context.strokeStyle = cssVariable("--line");
  context.textAlign = "right";
  for (const tick of ticks) {
    const y = Math.round(yOf(tick)) + 0.5;
    context.fillText(String(tick), LEFT - 8, y);
    line(context, LEFT, y, size.width, y);
  }
  context.textAlign = "center";
  for (const tick of rulerOf(range, Math.max(2, Math.floor(width / 110)))
    .ticks) {
    const x = xOf(tick.nanos);
    if (x > LEFT + 20 && x < size.width - 20)
      context.fillText(tick.label, x, size.height - 8);
  }
  for (const { values, colour } of lines) {
    context.strokeStyle = PALETTE[theme.value][colour];
    context.lineWidth = 1.5;
    context.beginPath();
    values.forEach((value, i) => {
      const from = xOf(range.from + i * bucketNanos);
      const to = xOf(Math.min(range.to, range.from + (i + 1) * bucketNanos));
      if (i === 0) context.moveTo(from, yOf(value));
      context.lineTo(from, yOf(value));
      context.lineTo(to, yOf(value));
    });
    context.stroke();
  }
  if (level !== null) {
    context.setLineDash([4, 4]);
    context.lineWidth = 1;
    context.strokeStyle = cssVariable("--text");
    const y = Math.round(yOf(level.value)) + 0.5;
    line(context, LEFT, y, size.width, y);
    context.setLineDash([]);
  }
}

function line(
  context: CanvasRenderingContext2D,
  x1: CssPx,
  y1: CssPx,
  x2: CssPx,
  y2: CssPx,
): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
