import { useId, useState } from "preact/hooks";
import { formatInstant } from "../format/time";
import { PALETTE } from "../model/palette";
import { theme } from "../model/theme";
import type { CssPx, TimeRange } from "../units";
import { cssVariable, useCanvas } from "./use-canvas";

export interface HeatRow {
  readonly name: string;
  /** By stretch of equal length; null where nothing is known. */
  readonly percents: readonly (number | null)[];
}

interface HeatMapProps {
  readonly rows: readonly HeatRow[];
  readonly range: TimeRange;
  /** What it is of, for those who do not see it. */
  readonly label: string;
  /** Does what is to be done with a stretch. */
  readonly onOpen: (range: TimeRange) => void;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

const ROW: CssPx = 20;
const GAP: CssPx = 2;

/** Rows of cells over time, the fuller the more. The pointer and the keys do the same; the chosen cell is read out. */
export function HeatMap({ rows, range, label, onOpen }: HeatMapProps) {
  const [place, setPlace] = useState<Place | null>(null);
  const help = useId();
  const columns = rows[0].percents.length;
  const at = place !== null && isIn(rows, place) ? place : null;
  const { frame, canvas } = useCanvas(
    (context, { width }) => paint(context, width, rows, at),
    [rows, at?.row, at?.column, theme.value],
  );
  const placeUnder = (event: MouseEvent): Place | null => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined) return null;
    const share = (event.clientX - box.left) / box.width;
    const found = {
      row: Math.floor((event.clientY - box.top) / ROW),
      column: Math.floor(share * columns),
    };
    return isIn(rows, found) ? found : null;
  };
  const open = (where: Place | null) => {
    if (where !== null) onOpen(stretchOf(range, columns, where.column));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") open(at);
    else {
      const next = stepped(at ?? { row: 0, column: 0 }, event.key);
      if (next === null) return;
      if (isIn(rows, next)) setPlace(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="heat-map">
      <div class="heat-names" aria-hidden="true">
        {rows.map(({ name }) => (
          <span key={name} class="ellipsis" title={name}>
            {name}
          </span>
        ))}
      </div>
      <div
        ref={frame}
        class="heat-cells"
        style={{ height: `${rows.length * ROW}px` }}
        role="application"
        aria-roledescription="heat map"
        aria-label={label}
        aria-describedby={help}
        data-testid="heat-map"
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => setPlace(at ?? { row: 0, column: 0 })}
        onMouseLeave={() => setPlace(null)}
      >
        <canvas
          ref={canvas}
          aria-hidden="true"
          onMouseMove={(event) => setPlace(placeUnder(event))}
          onClick={(event) => open(placeUnder(event))}
        />
      </div>
      <div class="heat-times muted" aria-hidden="true">
        <span>{formatInstant(range.from)}</span>
        <span>{formatInstant(range.to)}</span>
      </div>
      <p id={help} class="off-screen">
        Arrow keys move between rows and stretches of time, Enter shows the
        stretch on the timeline. The table below has the same rows.
      </p>
      <p class="heat-at" aria-live="polite" data-testid="heat-at">
        {at === null
          ? "Point at a cell to read it, click to see that time on the timeline."
          : describe(rows, range, at)}
      </p>
    </div>
  );
}

function isIn(rows: readonly HeatRow[], { row, column }: Place): boolean {
  return row >= 0 && column >= 0 && column < (rows[row]?.percents.length ?? 0);
}

function stretchOf(range: TimeRange, columns: number, at: number): TimeRange {
  const length = (range.to - range.from) / columns;
  return {
    from: Math.floor(range.from + at * length),
    to: Math.ceil(range.from + (at + 1) * length),
  };
}

function stepped({ row, column }: Place, key: string): Place | null {
  switch (key) {
    case "ArrowUp":
      return { row: row - 1, column };
    case "ArrowDown":
      return { row: row + 1, column };
    case "ArrowLeft":
      return { row, column: column - 1 };
    case "ArrowRight":
      return { row, column: column + 1 };
    case "Home":
      return { row, column: 0 };
    default:
      return null;
  }
}

function describe(
  rows: readonly HeatRow[],
  range: TimeRange,
  { row, column }: Place,
): string {
  const { name, percents } = rows[row];
  const { from, to } = stretchOf(range, percents.length, column);
  const percent = percents[column];
  const words = percent === null ? "not known" : `${percent} % busy`;
  return `${name}, ${formatInstant(from)} to ${formatInstant(to)}: ${words}`;
}

function paint(
  context: CanvasRenderingContext2D,
  width: CssPx,
  rows: readonly HeatRow[],
  chosen: Place | null,
): void {
  const cell = width / rows[0].percents.length;
  const empty = cssVariable("--panel-strong");
  const full = PALETTE[theme.value].running;
  const unknown = cssVariable("--line-strong");
  rows.forEach(({ percents }, row) =>
    percents.forEach((percent, column) => {
      // Whole pixels: where cells overlap by a part of one, it shows as a seam.
      const x = Math.round(column * cell);
      const wide = Math.round((column + 1) * cell) - x;
      const box = [x, row * ROW, Math.max(1, wide), ROW - GAP] as const;
      context.fillStyle = empty;
      context.fillRect(...box);
      if (percent === null) {
        context.fillStyle = unknown;
        context.fillRect(box[0], box[1] + (ROW - GAP) / 2, box[2], 1);
        return;
      }
      context.globalAlpha = percent / 100;
      context.fillStyle = full;
      context.fillRect(...box);
      context.globalAlpha = 1;
    }),
  );
  if (chosen !== null) {
    context.strokeStyle = cssVariable("--text");
    context.lineWidth = 2;
    const x = chosen.column * cell;
    context.strokeRect(x, chosen.row * ROW + 1, cell, ROW - GAP - 2);
  }
}
