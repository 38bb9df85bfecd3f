import type { ReadonlySignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { StatesOverTime } from "../api/types";
import { useCanvas } from "../components/use-canvas";
import { formatRange } from "../format/time";
import { areaTop, stackAreas } from "../model/area";
import { PALETTE } from "../model/palette";
import { ACTIVE_STATES } from "../model/states";
import { theme } from "../model/theme";
import type { Nanos, TimeRange } from "../units";
import { clampView, lengthOf, panned } from "./viewport";

interface MinimapProps {
  readonly trace: TimeRange;
  readonly states: StatesOverTime | null;
  readonly view: ReadonlySignal<TimeRange>;
  readonly onChange: (view: TimeRange) => void;
  readonly onEnd: () => void;
}

type Grip = "from" | "to" | "whole" | "new";

/** The whole trace with a brush over the part that the timeline shows. */
export function Minimap({
  trace,
  states,
  view,
  onChange,
  onEnd,
}: MinimapProps) {
  const { frame, canvas } = useCanvas(
    (context, { width, height }) =>
      states && draw(context, width, height, trace, states),
    [states, trace.from, trace.to, theme.value],
  );
  const grip = useRef<{ readonly kind: Grip; readonly anchor: Nanos } | null>(
    null,
  );
  const shown = view.value;
  const share = (nanos: Nanos) => (nanos - trace.from) / lengthOf(trace);
  const nanosOf = (event: PointerEvent): Nanos => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined) return trace.from;
    const x = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return trace.from + x * lengthOf(trace);
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const asked = (event.target as HTMLElement).dataset.grip as
      Grip | undefined;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    grip.current = { kind: asked ?? "new", anchor: nanosOf(event) };
  };
  const onMove = (event: PointerEvent) => {
    if (grip.current === null) return;
    const at = nanosOf(event);
    const { kind, anchor } = grip.current;
    if (kind === "whole") {
      onChange(panned(view.value, at - anchor, trace));
      grip.current = { kind, anchor: at };
    } else {
      const fixed =
        kind === "from"
          ? view.value.to
          : kind === "to"
            ? view.value.from
            : anchor;
      onChange(
        clampView(
          { from: Math.min(fixed, at), to: Math.max(fixed, at) },
          trace,
        ),
      );
    }
  };
  const onUp = (event: PointerEvent) => {
    const { kind, anchor } = grip.current ?? { kind: null, anchor: 0 };
    grip.current = null;
    const isClick =
      kind === "new" &&
      Math.abs(nanosOf(event) - anchor) < lengthOf(trace) / 400;
    if (isClick) {
      const middle = (view.value.from + view.value.to) / 2;
      onChange(panned(view.value, anchor - middle, trace));
    }
    onEnd();
  };
  const left = `${share(shown.from) * 100}%`;
  const right = `${(1 - share(shown.to)) * 100}%`;
  return (
    <div class="minimap">
      <div class="minimap-name">
        <b>Whole trace</b>
        <span class="muted">threads by state, GC pauses</span>
      </div>
      <div
        ref={frame}
        class="minimap-plot"
        data-testid="minimap"
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
      >
        <canvas
          ref={canvas}
          role="img"
          aria-label={`The timeline shows ${formatRange(shown)} of the trace.`}
        />
        <div class="minimap-shade" style={{ left: 0, width: left }} />
        <div class="minimap-shade" style={{ right: 0, width: right }} />
        <div class="minimap-brush" style={{ left, right }} data-grip="whole">
          <i data-grip="from" />
          <i data-grip="to" />
        </div>
      </div>
    </div>
  );
}

function draw(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  trace: TimeRange,
  states: StatesOverTime,
): void {
  const colours = PALETTE[theme.value];
  const layers = stackAreas(states.series, (key) => ACTIVE_STATES.has(key));
  const top = areaTop(layers);
  const count = layers[0]?.high.length ?? 0;
  const xOf = (nanos: Nanos) =>
    ((nanos - trace.from) / lengthOf(trace)) * width;
  const inner = height - 8;
  for (const { key, low, high } of layers) {
    context.fillStyle = colours[key];
    for (let i = 0; i < count; i++) {
      const x = Math.floor(xOf(i * states.bucketNanos));
      const nextX = Math.floor(
        xOf(Math.min(trace.to, (i + 1) * states.bucketNanos)),
      );
      const y0 = height - 2 - (high[i] / top) * inner;
      context.fillRect(
        x,
        y0,
        Math.max(1, nextX - x),
        ((high[i] - low[i]) / top) * inner,
      );
    }
  }
  context.fillStyle = colours.gc;
  context.globalAlpha = 0.7;
  for (const [start, end] of states.pauses)
    context.fillRect(
      xOf(start),
      3,
      Math.max(1.5, xOf(end) - xOf(start)),
      height - 5,
    );
}
