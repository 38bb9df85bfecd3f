import type { Span } from "../api/types";
import type {
  EventDetails,
  NamedRange,
  Stretch,
  Tracks,
} from "../api/timeline";
import { apiUrl } from "../api/client";
import { useApi } from "../api/use-api";
import { Swatch } from "../components/legend";
import { StateBar } from "../components/state-bar";
import { formatCount } from "../format/number";
import { formatDuration, formatInstant } from "../format/time";
import { isStateKey, STATE_SENTENCE } from "../model/states";
import type { CssPx, ThreadId } from "../units";
import { formatCounter, valueAt, type CounterChart } from "./counter-chart";
import type { EventShape } from "./event-shapes";
import { NAME_WIDTH } from "./chrome";
import type { PointerPlace } from "./gestures";
import type { SampleShape } from "./sample-shapes";
import { subjectHead } from "./span-words";

interface TooltipProps {
  /** Null where there is nothing to tell. */
  readonly place: PointerPlace | null;
  readonly tracks: Tracks | null;
  readonly hostWidth: CssPx;
  readonly hostHeight: CssPx;
}

const WIDTH: CssPx = 330;
const HEIGHT: CssPx = 170;
const AWAY: CssPx = 16;

/** What is under the pointer. Beside it, never below, so that it can be clicked through. */
export function Tooltip({
  place,
  tracks,
  hostWidth,
  hostHeight,
}: TooltipProps) {
  if (place === null || place.x < NAME_WIDTH) return null;
  const isRight = place.x + AWAY + WIDTH < hostWidth;
  const isBelow = place.y + AWAY + HEIGHT < hostHeight;
  const style = {
    left: `${isRight ? place.x + AWAY : place.x - AWAY - WIDTH}px`,
    ...(isBelow
      ? { top: `${place.y + AWAY}px` }
      : { bottom: `${hostHeight - place.y + AWAY}px` }),
  };
  const body =
    place.row.kind === "thread" ? (
      place.row.group.kinds[place.row.member] === "cpu" ? (
        <SpanTip thread={place.row.thread} nanos={Math.floor(place.nanos)} />
      ) : (
        <ThreadTip place={place} thread={place.row.thread} />
      )
    ) : place.row.kind === "events" ? (
      place.event && <EventTip shape={place.event} />
    ) : place.row.kind === "samples" ? (
      place.sample && <SampleTip shape={place.sample} />
    ) : place.row.kind === "gc" && tracks !== null ? (
      <RangesTip
        nanos={place.nanos}
        ranges={[...tracks.gcPauses, ...tracks.concurrent]}
        none="No collection"
      />
    ) : place.row.kind === "safepoints" && tracks !== null ? (
      <RangesTip
        nanos={place.nanos}
        ranges={tracks.safepoints}
        none="No safepoint"
      />
    ) : place.row.kind === "counter" ? (
      <CounterTip nanos={place.nanos} chart={place.row.chart} />
    ) : null;
  return (
    <div class="tooltip" style={style} role="tooltip" data-testid="tooltip">
      {body}
    </div>
  );
}

/** So many pixels around the pointer are looked at together. */
const REACH: CssPx = 1.5;
/** With more spans than this there, the one in the middle is chance. */
const FEW = 3;

interface ThreadTipProps {
  readonly place: PointerPlace;
  readonly thread: ThreadId;
}

/** The span at the pointer; where many share a few pixels, what they are together, too. */
function ThreadTip({ place, thread }: ThreadTipProps) {
  const reach = REACH * place.nanosPerPixel;
  const { data: stretch } = useApi<Stretch>(
    apiUrl("/api/stretch", {
      thread,
      from: Math.max(0, Math.floor(place.nanos - reach)),
      to: Math.ceil(place.nanos + reach),
    }),
  );
  return (
    <>
      {stretch !== null && stretch.count > FEW && (
        <div class="tooltip-stretch">
          <b>
            {formatCount(stretch.count)} spans here, up to{" "}
            {formatDuration(stretch.maxNanos)}
          </b>
          <StateBar states={stretch.states} />
          <span class="muted">One of them:</span>
        </div>
      )}
      <SpanTip thread={thread} nanos={Math.floor(place.nanos)} />
    </>
  );
}

function SpanTip({
  thread,
  nanos,
}: {
  readonly thread: ThreadId;
  readonly nanos: number;
}) {
  const { data: span, error } = useApi<Span>(
    apiUrl("/api/span", { thread, t: nanos }),
  );
  if (error !== null) return <div class="muted">{error}</div>;
  if (span === null) return null;
  return (
    <>
      <div class="tooltip-head">
        {isStateKey(span.state) && (
          <Swatch of={span.pinned ? "pinned" : span.state} />
        )}
        <b>
          {isStateKey(span.state) ? STATE_SENTENCE[span.state] : span.state}
        </b>
      </div>
      {span.pinned && (
        <Line name="Pinned" text="its carrier cannot run another thread" />
      )}
      {span.operation !== null && (
        <Line name="Operation" text={span.operation} />
      )}
      {span.subject !== null && (
        <Line name={subjectHead(span)} text={span.subject} />
      )}
      {span.otherName !== null && (
        <Line
          name={span.state === "blocked" ? "Owner" : "Other thread"}
          text={span.otherName}
        />
      )}
      <Line name="Thread" text={span.threadName} />
      <Line name="Duration" text={formatDuration(span.end - span.start)} />
      <Line
        name="From"
        text={formatInstant(
          span.start,
          Math.max(1, (span.end - span.start) / 100),
        )}
      />
      <div class="tooltip-keys">
        <kbd>click</kbd> details <kbd>double-click</kbd> zoom <kbd>drag</kbd>{" "}
        select time
      </div>
    </>
  );
}

const SHOWN_FIELDS = 5;

function EventTip({ shape }: { readonly shape: EventShape }) {
  const { data: event, error } = useApi<EventDetails>(
    apiUrl("/api/event", { index: shape.event }),
  );
  if (error !== null) return <div class="muted">{error}</div>;
  if (event === null) return null;
  const length = event.end - event.start;
  const more = event.fields.length - SHOWN_FIELDS;
  return (
    <>
      <div class="tooltip-head">
        <b class="ellipsis">{event.label}</b>
      </div>
      {shape.count > 1 && (
        <Line
          name="Here"
          text={`${formatCount(shape.count)} events, this is the first`}
        />
      )}
      {event.instant ? (
        <Line name="At" text={formatInstant(event.start)} />
      ) : (
        <Line name="Duration" text={formatDuration(length)} />
      )}
      {event.fields.slice(0, SHOWN_FIELDS).map((field, i) => (
        <Line key={i} name={field.name} text={field.value ?? "null"} />
      ))}
      {more > 0 && <div class="muted">and {formatCount(more)} more fields</div>}
      <div class="tooltip-keys">
        <kbd>click</kbd> details <kbd>double-click</kbd> zoom
      </div>
    </>
  );
}

function SampleTip({ shape }: { readonly shape: SampleShape }) {
  return (
    <>
      <div class="tooltip-head">
        <b class="ellipsis mono">{shape.frame}</b>
      </div>
      <Line
        name="Found in it"
        text={`${formatCount(shape.count)} ${shape.count === 1 ? "sample" : "samples in a row"}`}
      />
      {shape.end > shape.start && (
        <Line
          name="First to last"
          text={formatDuration(shape.end - shape.start)}
        />
      )}
      <Line name="At" text={formatInstant(shape.start)} />
      <div class="muted">Sampled: what was between is not known.</div>
    </>
  );
}

interface RangesTipProps {
  readonly nanos: number;
  readonly ranges: readonly NamedRange[];
  readonly none: string;
}

function RangesTip({ nanos, ranges, none }: RangesTipProps) {
  const found = ranges.filter(([start, end]) => nanos >= start && nanos < end);
  if (found.length === 0)
    return (
      <span class="muted">
        {none} at {formatInstant(nanos)}
      </span>
    );
  return (
    <>
      {found.map(([start, end, name, cause]) => (
        <div key={`${start} ${name}`}>
          <div class="tooltip-head">
            <Swatch of="gc" />
            <b>{name}</b>
          </div>
          {cause && <Line name="Cause" text={cause} />}
          <Line name="Duration" text={formatDuration(end - start)} />
        </div>
      ))}
    </>
  );
}

interface CounterTipProps {
  readonly nanos: number;
  readonly chart: CounterChart;
}

function CounterTip({ nanos, chart }: CounterTipProps) {
  return (
    <>
      <div class="tooltip-head">
        <b>{chart.label}</b>
      </div>
      {chart.lines.map((line) => {
        const value = valueAt(line, nanos);
        return (
          <Line
            key={line.label}
            name={line.label}
            text={
              value === null ? "not known" : formatCounter(chart.unit, value)
            }
          />
        );
      })}
      <Line name="At" text={formatInstant(nanos)} />
    </>
  );
}

function Line({
  name,
  text,
}: {
  readonly name: string;
  readonly text: string;
}) {
  return (
    <div class="tooltip-line">
      <span>{name}</span>
      <span class="mono ellipsis">{text}</span>
    </div>
  );
}
