import { useRef } from "preact/hooks";
import type { UtilisationPoint } from "../api/gc";
import { formatShare } from "../format/number";
import { formatDuration } from "../format/time";
import { LogScale, nearest } from "../model/log-scale";
import type { CssPx, Nanos } from "../units";
import { useSize } from "./use-canvas";

interface UtilisationChartProps {
  readonly points: readonly UtilisationPoint[];
  readonly hasPercentiles: boolean;
  readonly chosen: Nanos | null;
  readonly onChoose: (window: Nanos) => void;
}

const LEFT: CssPx = 48;
const RIGHT: CssPx = 12;
const TOP: CssPx = 10;
const BOTTOM: CssPx = 40;
const HEIGHT: CssPx = 300;
const PLOT: CssPx = HEIGHT - TOP - BOTTOM;
const SHARES = [0, 0.25, 0.5, 0.75, 1];

type Curve = Exclude<keyof UtilisationPoint, "window">;

const PERCENTILES: readonly { readonly key: Curve; readonly label: string }[] =
  [
    { key: "p95", label: "95 % of windows" },
    { key: "p99", label: "99 % of windows" },
    { key: "p999", label: "99.9 % of windows" },
  ];

const yOf = (share: number): CssPx => TOP + (1 - share) * PLOT;

/** Utilisation by size of the window, which is on a logarithmic axis. A click chooses a size. */
export function UtilisationChart(props: UtilisationChartProps) {
  const { points, hasPercentiles, chosen } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useSize(frame);
  const scale = new LogScale(
    points[0].window,
    points[points.length - 1].window,
    LEFT,
    Math.max(1, width - LEFT - RIGHT),
  );
  const curves = [
    ...(hasPercentiles ? PERCENTILES : []),
    { key: "minimum" as const, label: "all windows (the minimum)" },
  ];
  const choose = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    props.onChoose(nearest(points, scale, event.clientX - box.left).window);
  };
  return (
    <figure class="utilisation-chart">
      <div ref={frame} style={{ height: `${HEIGHT}px` }}>
        {width > 0 && (
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={describe(points)}
            data-testid="utilisation-chart"
            onClick={choose}
          >
            <Axes scale={scale} width={width} />
            {chosen !== null && (
              <line
                class="utilisation-chosen"
                x1={scale.xOf(chosen)}
                x2={scale.xOf(chosen)}
                y1={TOP}
                y2={TOP + PLOT}
              />
            )}
            {curves.map(({ key }) => (
              <path key={key} class={`curve curve-${key}`} d={pathOf(key)} />
            ))}
          </svg>
        )}
      </div>
      <figcaption>
        {curves.map(({ key, label }) => (
          <span key={key} class="step-key">
            <svg width="24" height="8" aria-hidden="true">
              <path class={`curve curve-${key}`} d="M0 4H24" />
            </svg>
            {label}
          </span>
        ))}
      </figcaption>
    </figure>
  );

  function pathOf(key: Curve): string {
    return points
      .map(
        (point, i) =>
          `${i === 0 ? "M" : "L"}${scale.xOf(point.window).toFixed(1)} ${yOf(point[key]).toFixed(1)}`,
      )
      .join("");
  }
}

function Axes({
  scale,
  width,
}: {
  readonly scale: LogScale;
  readonly width: CssPx;
}) {
  return (
    <g class="axis">
      {SHARES.map((share) => (
        <g key={share}>
          <line x1={LEFT} x2={width - RIGHT} y1={yOf(share)} y2={yOf(share)} />
          <text x={LEFT - 8} y={yOf(share) + 4} text-anchor="end">
            {share * 100} %
          </text>
        </g>
      ))}
      {scale.ticks().map((nanos) => (
        <g key={nanos}>
          <line
            x1={scale.xOf(nanos)}
            x2={scale.xOf(nanos)}
            y1={TOP + PLOT}
            y2={TOP + PLOT + 4}
          />
          <text
            x={scale.xOf(nanos)}
            y={TOP + PLOT + 17}
            text-anchor={nanos === scale.ticks()[0] ? "start" : "middle"}
          >
            {formatDuration(nanos).replace(/\.0+ /, " ")}
          </text>
        </g>
      ))}
      <text x={width - RIGHT} y={HEIGHT - 4} text-anchor="end">
        size of the window
      </text>
    </g>
  );
}

function describe(points: readonly UtilisationPoint[]): string {
  const some = points.filter((_, i) => i % 10 === 0);
  return `What the program keeps at least: ${some
    .map(
      ({ window, minimum }) =>
        `${formatShare(minimum)} of any ${formatDuration(window)}`,
    )
    .join(", ")}`;
}
