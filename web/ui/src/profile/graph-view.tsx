import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Card } from "../components/card";
import { Empty } from "../components/notice";
import { schemeOf } from "../model/palette";
import { theme } from "../model/theme";
import type { GraphAnswer, GraphBox, GraphCall, ProfileFacts } from "./answers";
import { Ask } from "./ask";
import { heat } from "./colours";
import { DiffLegend } from "./diff-legend";
import { openMenu } from "./refine-menu";
import { questionUrl } from "./route";
import { leftOut } from "./values";

const MARGIN = 12;
const SCALES = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2] as const;

/** The call graph: callers above callees, boxes by what functions took themselves, arrows by what calls took. */
export function GraphView({ facts }: { readonly facts: ProfileFacts }) {
  return (
    <Ask<GraphAnswer> url={questionUrl("/api/pprof/graph")} what="graph">
      {(graph) =>
        graph.boxes.length === 0 ? (
          <Empty>No sample is left by the filters.</Empty>
        ) : (
          <Scaled graph={graph} facts={facts} />
        )
      }
    </Ask>
  );
}

interface ScaledProps {
  readonly graph: GraphAnswer;
  readonly facts: ProfileFacts;
}

function Scaled({ graph, facts }: ScaledProps) {
  const [step, setStep] = useState(SCALES.indexOf(1));
  const scroller = useRef<HTMLDivElement>(null);
  const scale = SCALES[step];
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null)
      element.scrollLeft =
        (heaviestAt(graph) + MARGIN) * scale - element.clientWidth / 2;
  }, [graph, scale]);
  return (
    <Card title="Graph" note={leftOut(graph.heads)}>
      {facts.isDifference && <DiffLegend />}
      <div class="switch graph-scale" role="group" aria-label="Size">
        <button
          type="button"
          aria-label="Smaller"
          disabled={step === 0}
          onClick={() => setStep(step - 1)}
        >
          −
        </button>
        <button
          type="button"
          aria-label="Larger"
          disabled={step === SCALES.length - 1}
          onClick={() => setStep(step + 1)}
        >
          +
        </button>
      </div>
      <div
        ref={scroller}
        class="graph-scroll"
        tabIndex={0}
        role="region"
        aria-label="Call graph"
      >
        <Picture graph={graph} scale={scale} />
      </div>
    </Card>
  );
}

/** The middle of the box that took most: a wide graph is looked at from there. */
function heaviestAt({ boxes }: GraphAnswer): number {
  const [first, ...rest] = boxes;
  const heaviest = rest.reduce(
    (most, box) => (Math.abs(box.cum) > Math.abs(most.cum) ? box : most),
    first,
  );
  return heaviest.x + heaviest.width / 2;
}

interface PictureProps {
  readonly graph: GraphAnswer;
  readonly scale: number;
}

function Picture({ graph, scale }: PictureProps) {
  const width = graph.width + 2 * MARGIN;
  const height = graph.height + 2 * MARGIN;
  return (
    <svg
      class="graph"
      data-testid="graph"
      width={width * scale}
      height={height * scale}
      viewBox={`${-MARGIN} ${-MARGIN} ${width} ${height}`}
      role="group"
      aria-label="Functions and their calls"
    >
      {graph.calls.map((call) => (
        <Arrow key={`${call.from} ${call.to}`} call={call} graph={graph} />
      ))}
      {graph.boxes.map((box) => (
        <Box key={box.name} box={box} total={graph.total} />
      ))}
    </svg>
  );
}

interface BoxProps {
  readonly box: GraphBox;
  readonly total: number;
}

/** A function. A click, Enter or the menu key opens what can be done with it. */
function Box({ box, total }: BoxProps) {
  const centre = box.x + box.width / 2;
  const openBeside = (target: Element) => {
    const place = target.getBoundingClientRect();
    openMenu(box.name, place.left, place.bottom);
  };
  return (
    <g
      class="graph-box"
      tabindex={0}
      role="button"
      aria-haspopup="menu"
      aria-label={`${box.name}, ${box.label}`}
      onClick={(event) => openMenu(box.name, event.clientX, event.clientY)}
      onContextMenu={(event) => {
        event.preventDefault();
        openMenu(box.name, event.clientX, event.clientY);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        openBeside(event.currentTarget);
      }}
    >
      <title>{`${box.name} (${box.label})`}</title>
      <rect
        x={box.x}
        y={box.y}
        width={box.width}
        height={box.height}
        rx={4}
        style={{ fill: heat(schemeOf(theme.value), box.cum, total) }}
      />
      {box.lines.map((line, i) => (
        <text
          key={i}
          x={centre}
          y={box.y + 4 + box.font * (1 + 1.25 * i)}
          font-size={box.font}
          text-anchor="middle"
        >
          {line}
        </text>
      ))}
    </g>
  );
}

interface ArrowProps {
  readonly call: GraphCall;
  readonly graph: GraphAnswer;
}

function Arrow({ call, graph }: ArrowProps) {
  const from = graph.boxes[call.from];
  const to = graph.boxes[call.to];
  const x1 = from.x + from.width / 2;
  const y1 = from.y + from.height;
  const x2 = to.x + to.width / 2;
  const y2 = to.y;
  const bend = Math.max(20, Math.abs(y2 - y1) / 2);
  const share =
    graph.total === 0 ? 0 : Math.min(1, Math.abs(call.weight / graph.total));
  return (
    <g class={call.weight < 0 ? "graph-call graph-less" : "graph-call"}>
      <title>{`${from.name} → ${to.name} (${call.label})`}</title>
      <path
        d={`M${x1},${y1} C${x1},${y1 + bend} ${x2},${y2 - bend} ${x2},${y2 - 6}`}
        fill="none"
        stroke-width={1 + 6 * share}
        stroke-dasharray={call.isResidual ? "4 3" : undefined}
      />
      <path class="graph-tip" d={`M${x2},${y2} l-4,-8 l8,0 z`} />
      <text x={(x1 + x2) / 2 + 4} y={(y1 + y2) / 2} font-size={10}>
        {call.label}
        {call.isInline && " (inline)"}
      </text>
    </g>
  );
}
