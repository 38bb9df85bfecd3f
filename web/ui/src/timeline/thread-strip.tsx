import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useSize } from "../components/use-canvas";
import { draggedRange } from "../model/area";
import { theme } from "../model/theme";
import { rulerOf } from "../model/ticks";
import type { ThreadId, TimeRange } from "../units";
import { navigate, pageState } from "../url/router";
import { timelineAt } from "../url/timeline-at";
import {
  drawGrid,
  drawRange,
  drawRuler,
  RULER_HEIGHT,
  type Plot,
} from "./chrome";
import { readColours } from "./colours";
import { LabelStore } from "./label-store";
import { levelFor, tilesOf } from "./levels";
import { RowPainter } from "./row-painter";
import { Staging } from "./staging";
import { TextFit } from "./text-fit";
import { TileStore } from "./tile-store";

interface ThreadStripProps {
  readonly thread: ThreadId;
  readonly range: TimeRange;
}

/** One thread's row of the timeline over a fixed stretch. A drag opens the timeline there. */
export function ThreadStrip({ thread, range }: ThreadStripProps) {
  const frame = useRef<HTMLDivElement>(null);
  const element = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(frame);
  const [news, setNews] = useState(0);
  const [error, setError] = useState<string | null>(null);
  const [drag, setDrag] = useState<{
    readonly from: number;
    readonly to: number;
  } | null>(null);
  const stores = useMemo(() => {
    const onNews = () => setNews((count) => count + 1);
    return {
      staging: new Staging(),
      tiles: new TileStore(onNews, setError),
      labels: new LabelStore(onNews),
    };
  }, [thread]);
  useEffect(
    () => () => {
      stores.tiles.stop();
      stores.labels.stop();
    },
    [stores],
  );
  const selected = drag && draggedRange(range, drag.from, drag.to, 0);

  useEffect(() => {
    const canvas = element.current;
    const context = canvas?.getContext("2d", { alpha: false });
    if (!canvas || !context || width === 0) return;
    const ratio = window.devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textBaseline = "middle";
    const colours = readColours(theme.value, context);
    const plot: Plot = { left: 0, width, height, view: range };
    const ruler = rulerOf(range, width / 110);
    const level = levelFor(range, width * ratio);
    context.fillStyle = colours.background;
    context.fillRect(0, 0, width, height);
    drawGrid(context, plot, ruler, colours);
    drawRuler(context, plot, ruler, colours);
    const fit = new TextFit((text) => context.measureText(text).width);
    context.font = `11px ${colours.fontUi}`;
    stores.labels.startFrame();
    const painter = new RowPainter(
      context,
      stores.staging,
      stores.tiles.cache,
      stores.labels,
      fit,
      false,
    );
    const box = {
      x: 0,
      y: RULER_HEIGHT + 3,
      width,
      height: height - RULER_HEIGHT - 3,
    };
    painter.paintThread(colours, thread, range, level, box);
    if (selected !== null) drawRange(context, plot, selected, colours);
    const tiles = tilesOf(range, level);
    stores.tiles.want([thread], tiles, tiles);
  }, [stores, range.from, range.to, width, height, news, drag, theme.value]);

  const shareAt = (event: PointerEvent) =>
    (event.clientX - (frame.current?.getBoundingClientRect().left ?? 0)) /
    width;
  const finish = (event: PointerEvent) => {
    if (drag === null) return;
    const window = draggedRange(range, drag.from, shareAt(event));
    setDrag(null);
    if (window !== null) navigate(pageState(timelineAt(window, { window })));
  };
  return (
    <div
      ref={frame}
      class="strip"
      data-testid="strip"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: shareAt(event), to: shareAt(event) });
      }}
      onPointerMove={(event) =>
        drag && setDrag({ from: drag.from, to: shareAt(event) })
      }
      onPointerUp={finish}
      onPointerCancel={() => setDrag(null)}
    >
      <canvas
        ref={element}
        role="img"
        aria-label="The thread's states over time; the table of shares below says the same in numbers."
      />
      {error !== null && <span class="notice-failure">{error}</span>}
    </div>
  );
}
