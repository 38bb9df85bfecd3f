import { apiUrl, windowQuery } from "../api/client";
import type { Evidence, GraphHolder, GraphWait, WaitGraph } from "../api/locks";
import type { TraceFacts } from "../api/types";
import { useApi } from "../api/use-api";
import { Card } from "../components/card";
import { shortName } from "../components/flame/amounts";
import { NamedThread } from "../components/named-thread";
import { Empty, Failure, Loading } from "../components/notice";
import { StepChart } from "../components/step-chart";
import { formatCount } from "../format/number";
import { formatDuration, formatInstant } from "../format/time";
import { STATE_LABEL } from "../model/states";
import type { Nanos, TimeRange } from "../units";
import { navigate, route } from "../url/router";
import { DeadlocksCard } from "./deadlocks-card";

/** Who waits for whom at an instant, and the deadlocks of the window. */
export function WaitGraphCards({ facts }: { readonly facts: TraceFacts }) {
  const { window: chosen, at } = route.value;
  const { data, error } = useApi<WaitGraph>(
    apiUrl("/api/wait-graph", { ...windowQuery(chosen), at }),
  );
  if (error !== null) return <Failure message={error} />;
  if (data === null) return <Loading what="graph of waits" />;
  const range = chosen ?? { from: 0, to: facts.durationNanos };
  return (
    <>
      {data.deadlocks.length > 0 && (
        <DeadlocksCard deadlocks={data.deadlocks} />
      )}
      <Card title="Who waits for whom" note={noteOf(data)} class="span-12">
        <StepChart
          range={range}
          bucketNanos={data.bucketNanos}
          lines={[
            {
              label: "threads that wait for an owner",
              colour: "blocked",
              values: data.queue,
            },
          ]}
          level={null}
        />
        <InstantSlider range={range} at={data.at} />
        {data.holders.length === 0 ? (
          <Empty>
            Nobody waits for a monitor, or for a lock with a known owner, at
            this instant.
          </Empty>
        ) : (
          <ul class="wait-graph" aria-label="Who waits for whom">
            {data.holders.map((holder, i) => (
              <Holder key={i} holder={holder} at={data.at} />
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}

function noteOf({ at, count, recorded, deadlocks }: WaitGraph): string {
  const none = recorded
    ? "no deadlock was seen"
    : "deadlocks cannot be seen without jtrace.ThreadStatus";
  return `at ${formatInstant(at)}, ${formatCount(count)} wait${deadlocks.length > 0 ? "" : ` · ${none}`}`;
}

interface InstantSliderProps {
  readonly range: TimeRange;
  readonly at: Nanos;
}

/** The instant, to be dragged below the chart or moved by keys; a thousandth of the window a step. */
function InstantSlider({ range, at }: InstantSliderProps) {
  const step = Math.max(1, Math.round((range.to - range.from) / 1000));
  return (
    <input
      type="range"
      class="instant-slider"
      aria-label="Instant of the graph"
      aria-valuetext={formatInstant(at)}
      min={range.from}
      max={Math.max(range.from, range.to - 1)}
      step={step}
      value={at}
      onChange={(event) =>
        navigate({ at: Number(event.currentTarget.value) }, "replace")
      }
    />
  );
}

interface HolderProps {
  readonly holder: GraphHolder;
  readonly at: Nanos;
}

function Holder({ holder, at }: HolderProps) {
  const { thread, name, state, site, inCircle, count, waits } = holder;
  return (
    <li data-circle={inCircle}>
      <div class="wait-holder">
        {inCircle && <strong class="deadlock-mark">Deadlock</strong>}
        {thread === null ? (
          <span class="muted">Somebody who is not recorded</span>
        ) : (
          <NamedThread thread={thread} name={name} nanos={at} />
        )}
        {state !== null && <StateMark state={state} />}
        {site !== null && (
          <span class="mono muted" title={site}>
            {shortName(site)}
          </span>
        )}
        <span class="muted">
          {formatCount(count)} {count === 1 ? "waits" : "wait"}
          {waits.length < count && `, ${formatCount(waits.length)} listed`}
        </span>
      </div>
      <ul>
        {waits.map((wait) => (
          <Waiter key={wait.thread} wait={wait} at={at} />
        ))}
      </ul>
    </li>
  );
}

interface WaiterProps {
  readonly wait: GraphWait;
  readonly at: Nanos;
}

const EVIDENCE: Readonly<Record<Evidence, string>> = {
  status: "A status of the thread names the owner.",
  let_go: "The owner is the thread that let go of the monitor next.",
  at_begin: "The owner when the wait began; another may own the lock by now.",
  none: "The recording does not tell who owned the lock.",
};

function Waiter({ wait, at }: WaiterProps) {
  const lock = wait.lock ?? "(lock not recorded)";
  return (
    <li
      class="wait-row"
      style={{ marginLeft: `${Math.min(12, wait.depth) * 18}px` }}
      title={EVIDENCE[wait.evidence]}
    >
      <NamedThread thread={wait.thread} name={wait.name} nanos={at} />
      <StateMark state={wait.state} />
      <span class="mono" title={lock}>
        {lock}
        {wait.address !== null && <span class="muted">@{wait.address}</span>}
      </span>
      <span class="muted">
        {formatDuration(at - wait.start)} of{" "}
        {formatDuration(wait.end - wait.start)}
        {wait.site !== null && ` in ${shortName(wait.site)}`}
        {wait.evidence === "at_begin" && " · owner when it began"}
      </span>
      {wait.inCircle && <strong class="deadlock-mark">in the circle</strong>}
    </li>
  );
}

function StateMark({ state }: { readonly state: GraphWait["state"] }) {
  return (
    <span class="step-key">
      <i aria-hidden="true" style={{ background: `var(--state-${state})` }} />
      {STATE_LABEL[state].toLowerCase()}
    </span>
  );
}
