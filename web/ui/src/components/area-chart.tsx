import { useState } from "preact/hooks";
import type { StatesOverTime } from "../api/types";
import {
  areaTop,
  draggedRange,
  stackAreas,
  type AreaLayer,
} from "../model/area";
import { formatRange } from "../format/time";
import { PALETTE } from "../model/palette";
import { ACTIVE_STATES, STATE_LABEL, STATE_ORDINAL } from "../model/states";
import { theme } from "../model/theme";
import { countTicks, rulerOf } from "../model/ticks";
import type { CssPx, TimeRange } from "../units";
import { cssVariable, useCanvas, type CanvasSize } from "./use-canvas";

interface AreaChartProps {
  readonly range: TimeRange;
  readonly states: StatesOverTime;
  readonly onSelect: (range: TimeRange) => void;
}

const LEFT: CssPx = 40;
const TOP: CssPx = 8;
const BOTTOM: CssPx = 22;

/** Threads by state over time, as stacked areas under the GC pauses. A drag selects a stretch of time. */
export function AreaChart({ range, states, onSelect }: AreaChartProps) {
  const [showsIdle, setShowsIdle] = useState(false);
  const [drag, setDrag] = useState<{
    readonly from: number;
    readonly to: number;
  } | null>(null);
  const layers = stackAreas(states.series, (key) =>
    showsIdle ? key !== "undetermined" : ACTIVE_STATES.has(key),
  );
  const { frame, canvas } = useCanvas(
    (context, size) => drawChart(context, size, range, states, layers),
    [states, range.from, range.to, showsIdle, theme.value],
  );

  const shareAt = (event: PointerEvent): number => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return (event.clientX - box.left - LEFT) / (box.width - LEFT);
  };
  const finish = (event: PointerEvent) => {
    if (drag === null) return;
    const selected = draggedRange(range, drag.from, shareAt(event));
    setDrag(null);
    if (selected !== null) onSelect(selected);
  };
  const selected = drag && draggedRange(range, drag.from, drag.to, 0);
  return (
    <figure class="area-chart">
      <div
        ref={frame}
        class="area-frame"
        data-testid="area-chart"
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const at = shareAt(event);
          setDrag({ from: at, to: at });
        }}
        onPointerMove={(event) =>
          drag && setDrag({ from: drag.from, to: shareAt(event) })
        }
        onPointerUp={finish}
        onPointerCancel={() => setDrag(null)}
      >
        <canvas ref={canvas} role="img" aria-label={describe(states, layers)} />
        {drag !== null && selected !== null && (
          <div class="area-drag" style={dragStyle(drag.from, drag.to)}>
            <span class="mono">{formatRange(selected)}</span>
          </div>
        )}
      </div>
      <figcaption>
        <label>
          <input
            type="checkbox"
            checked={showsIdle}
            onChange={(event) => setShowsIdle(event.currentTarget.checked)}
          />
          with waiting, parked and sleeping threads
        </label>
      </figcaption>
    </figure>
  );
}

function dragStyle(from: number, to: number) {
  const low = Math.max(0, Math.min(from, to));
  const high = Math.min(1, Math.max(from, to));
  return {
    left: `calc(${LEFT}px + (100% - ${LEFT}px) * ${low})`,
    width: `calc((100% - ${LEFT}px) * ${high - low})`,
  };
}

function describe(
  states: StatesOverTime,
  layers: readonly AreaLayer[],
): string {
  const means = layers.map(({ key }) => {
    const counts = states.series[STATE_ORDINAL[key]];
    const mean =
      counts.reduce((sum, count) => sum + count, 0) /
      Math.max(1, counts.length);
    return `${STATE_LABEL[key]} ${mean.toFixed(1)}`;
  });
  return `Mean number of threads by state: ${means.join(", ")}. ${states.pauses.length} GC pauses.`;
}

function drawChart(
  context: CanvasRenderingContext2D,
  size: CanvasSize,
  range: TimeRange,
  states: StatesOverTime,
  layers: readonly AreaLayer[],
): void {
  const plotWidth = size.width - LEFT;
  const plotHeight = size.height - TOP - BOTTOM;
  const colours = PALETTE[theme.value];
  const ticks = countTicks(areaTop(layers), 4);
  const scale = plotHeight / ticks[ticks.length - 1];
  const yOf = (count: number): CssPx => TOP + plotHeight - count * scale;
  const xOf = (nanos: number): CssPx =>
    LEFT + ((nanos - range.from) / (range.to - range.from)) * plotWidth;

  drawAxes(context, size, range, ticks, yOf, xOf);
  for (const layer of layers) {
    context.fillStyle = colours[layer.key];
    fillSteps(context, layer, range, states.bucketNanos, xOf, yOf);
  }
  context.fillStyle = colours.gc;
  for (const [start, end] of states.pauses) {
    const x = xOf(start);
    if (x < LEFT - 1) continue;
    const width = Math.max(1.5, xOf(end) - x);
    // A long pause must not hide what the threads were about to do.
    context.globalAlpha = width > 4 ? 0.45 : 1;
    context.fillRect(x, TOP, width, plotHeight);
  }
  context.globalAlpha = 1;
}

function drawAxes(
  context: CanvasRenderingContext2D,
  size: CanvasSize,
  range: TimeRange,
  ticks: readonly number[],
  yOf: (count: number) => CssPx,
  xOf: (nanos: number) => CssPx,
): void {
  context.font = `11px ${cssVariable("--font-mono")}`;
  context.fillStyle = cssVariable("--muted");
  context.strokeStyle = cssVariable("--line");
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const count of ticks) {
    const y = Math.round(yOf(count)) + 0.5;
    context.beginPath();
    context.moveTo(LEFT, y);
    context.lineTo(size.width, y);
    context.stroke();
    context.fillText(String(Number(count.toPrecision(6))), LEFT - 7, y);
  }
  context.textBaseline = "alphabetic";
  const ruler = rulerOf(
    range,
    Math.max(2, Math.floor((size.width - LEFT) / 110)),
  );
  for (const tick of ruler.ticks) {
    const x = xOf(tick.nanos);
    const label =
      ruler.base === 0
        ? tick.label
        : `${(tick.nanos / 1e9).toFixed(stepDigits(ruler.step))} s`;
    const half = context.measureText(label).width / 2;
    context.textAlign = "center";
    context.fillText(
      label,
      Math.min(size.width - half, Math.max(LEFT + half, x)),
      size.height - 6,
    );
  }
}

function stepDigits(stepNanos: number): number {
  return Math.min(9, Math.max(0, Math.ceil(-Math.log10(stepNanos / 1e9))));
}

/** One layer as steps, bucket by bucket: counts are means over a bucket, a slope between two would be made up. */
function fillSteps(
  context: CanvasRenderingContext2D,
  layer: AreaLayer,
  range: TimeRange,
  bucketNanos: number,
  xOf: (nanos: number) => CssPx,
  yOf: (count: number) => CssPx,
): void {
  const count = layer.high.length;
  const edge = (i: number) =>
    xOf(Math.min(range.to, range.from + i * bucketNanos));
  context.beginPath();
  for (let i = 0; i < count; i++) {
    context.lineTo(edge(i), yOf(layer.high[i]));
    context.lineTo(edge(i + 1), yOf(layer.high[i]));
  }
  for (let i = count - 1; i >= 0; i--) {
    context.lineTo(edge(i + 1), yOf(layer.low[i]));
    context.lineTo(edge(i), yOf(layer.low[i]));
  }
  context.closePath();
  context.fill();
}
