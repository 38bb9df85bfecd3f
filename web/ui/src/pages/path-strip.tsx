import { useRef } from "preact/hooks";
import type { CriticalPath, PathSegment } from "../api/critical-path";
import { useSize } from "../components/use-canvas";
import { formatDuration, formatInstant } from "../format/time";
import { STATE_LABEL } from "../model/states";
import { navigate } from "../url/router";
import { timelineAt } from "../url/timeline-at";
import type { CssPx, ThreadId } from "../units";

const ROW: CssPx = 20;
const BAR: CssPx = 14;
/** More threads share the last row: those with the least time on the path. */
const MOST_ROWS = 14;
const REST = "other threads";

interface StripRow {
  readonly name: string;
  readonly segments: readonly PathSegment[];
}

/** A row for each thread with its part of the path, and lines where one let the other go on. */
export function PathStrip({ path }: { readonly path: CriticalPath }) {
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useSize(frame);
  const rows = rowsOf(path);
  const height = rows.length * ROW;
  const scale = width / Math.max(1, path.to - path.from);
  const x = (nanos: number): CssPx => (nanos - path.from) * scale;
  const rowOf = new Map<PathSegment, number>();
  rows.forEach(({ segments }, i) =>
    segments.forEach((segment) => rowOf.set(segment, i)),
  );
  return (
    <div class="heat-map">
      <div class="heat-names" aria-hidden="true">
        {rows.map(({ name }) => (
          <span key={name} class="ellipsis" title={name}>
            {name}
          </span>
        ))}
      </div>
      <div ref={frame} style={{ height: `${height}px` }}>
        {width > 0 && (
          <svg
            class="path-strip"
            width={width}
            height={height}
            role="img"
            aria-label={describe(path)}
            data-testid="path-strip"
          >
            {path.segments.map((segment, i) => {
              const row = rowOf.get(segment) ?? 0;
              const next = path.segments.at(i + 1);
              const nextRow = next === undefined ? row : rowOf.get(next);
              return (
                <g key={segment.start}>
                  <rect
                    x={x(segment.start)}
                    y={row * ROW + (ROW - BAR) / 2}
                    width={Math.max(1, (segment.end - segment.start) * scale)}
                    height={BAR}
                    style={{ fill: `var(--state-${segment.state})` }}
                    onClick={() => navigate(placeOf(segment))}
                  >
                    <title>{titleOf(segment)}</title>
                  </rect>
                  {nextRow !== undefined && nextRow !== row && (
                    <path
                      d={`M${x(segment.end)} ${(row + 0.5) * ROW}V${(nextRow + 0.5) * ROW}`}
                    />
                  )}
                </g>
              );
            })}
          </svg>
        )}
      </div>
      <div class="heat-times muted" aria-hidden="true">
        <span>{formatInstant(path.from)}</span>
        <span>{formatInstant(path.to)}</span>
      </div>
    </div>
  );
}

/** Threads in the order in which the path meets them, from the end backwards: the one that is asked about is on top. */
function rowsOf({ segments, threads }: CriticalPath): readonly StripRow[] {
  const own = new Set<ThreadId | null>(
    threads.slice(0, MOST_ROWS - 1).map(({ thread }) => thread),
  );
  const byThread = new Map<ThreadId | null, PathSegment[]>();
  for (const segment of [...segments].reverse()) {
    const key = own.has(segment.thread) ? segment.thread : null;
    byThread.set(key, [...(byThread.get(key) ?? []), segment]);
  }
  return [...byThread].map(([key, its]) => ({
    name: key === null ? REST : its[0].name,
    segments: its,
  }));
}

function placeOf({ start, end, thread, index }: PathSegment) {
  const nanos = Math.floor((start + end) / 2);
  const selection = index === null ? null : { thread, nanos };
  return timelineAt({ from: start, to: end }, { selection });
}

function titleOf({ name, start, end, state, why }: PathSegment): string {
  return `${name}: ${STATE_LABEL[state]} for ${formatDuration(end - start)}, ${why}`;
}

function describe(path: CriticalPath): string {
  const [most] = path.states;
  return most === undefined
    ? "An empty path"
    : `The path has ${path.count} segments; most of it, ${formatDuration(most.totalNanos)}, is ${most.key ?? "not recorded"}`;
}
