import type { WokenBy } from "../api/scheduling";
import { traceFacts } from "../api/trace";
import type { FlowEnd, Frame, Span } from "../api/types";
import { Swatch } from "../components/legend";
import { Link } from "../components/link";
import { Empty, Failure, Loading } from "../components/notice";
import { PathLink } from "../components/path-link";
import { Stack } from "../components/stack";
import { formatCount } from "../format/number";
import {
  formatDuration,
  formatExactNanos,
  formatInstant,
} from "../format/time";
import { tagsOf } from "../model/stack-tags";
import { isStateKey, STATE_SENTENCE } from "../model/states";
import type { Nanos, SpanIndex, ThreadId, TimeRange } from "../units";
import { navigate } from "../url/router";
import type { Grouping } from "../url/state";
import { CloseButton, Detail, StepButton } from "./drawer-parts";
import { EventSections } from "./event-section";
import { RangeSection } from "./range-section";
import { amountText, otherHead, otherNanos, subjectHead } from "./span-words";
import type { SelectedEvent } from "./use-event";

export interface SpanActions {
  readonly selectAt: (thread: ThreadId, nanos: Nanos) => void;
  readonly selectIndex: (index: SpanIndex) => void;
}

interface DrawerProps {
  readonly window: TimeRange | null;
  readonly by: Grouping;
  readonly hasSelection: boolean;
  readonly span: Span | null;
  readonly spanError: string | null;
  readonly actions: SpanActions;
  readonly hasEvent: boolean;
  readonly selectedEvent: SelectedEvent;
}

/** Details below the timeline: the selected stretch of time by group, the selected span or event and its stack. */
export function Drawer({
  window,
  by,
  hasSelection,
  span,
  spanError,
  actions,
  hasEvent,
  selectedEvent,
}: DrawerProps) {
  if (window === null && !hasSelection && !hasEvent) return null;
  return (
    <aside class="drawer" aria-label="Details" data-testid="drawer">
      {window !== null && <RangeSection range={window} by={by} />}
      {hasEvent && <EventPart selected={selectedEvent} />}
      {hasSelection &&
        (spanError !== null ? (
          <section>
            <Failure message={spanError} />
          </section>
        ) : span === null ? (
          <section>
            <Loading what="span" />
          </section>
        ) : (
          <>
            <SpanSection span={span} actions={actions} />
            <StackSection span={span} />
          </>
        ))}
    </aside>
  );
}

function EventPart({ selected }: { readonly selected: SelectedEvent }) {
  const { event, error, select } = selected;
  if (event !== null) return <EventSections event={event} select={select} />;
  return (
    <section>
      {error !== null ? <Failure message={error} /> : <Loading what="event" />}
    </section>
  );
}

function SpanSection({
  span,
  actions,
}: {
  readonly span: Span;
  readonly actions: SpanActions;
}) {
  const range = { from: span.start, to: span.end };
  const amount = amountText(span);
  const resolution = Math.max(1, (span.end - span.start) / 100);
  const stepTo = (index: SpanIndex | null) => () =>
    index !== null && actions.selectIndex(index);
  return (
    <section class="drawer-span" data-testid="span-details">
      <h2>
        Selected span{" "}
        <small>
          <Link to={{ page: "thread", thread: span.thread }} class="mono">
            {span.threadName}
          </Link>
        </small>
        <span class="drawer-buttons">
          <StepButton
            label="Previous span"
            sign="‹"
            isDisabled={span.previous === null}
            onClick={stepTo(span.previous)}
          />
          <StepButton
            label="Next span"
            sign="›"
            isDisabled={span.next === null}
            onClick={stepTo(span.next)}
          />
          <CloseButton onClick={() => navigate({ selection: null })} />
        </span>
      </h2>
      <dl class="details">
        <Detail name="State">
          {isStateKey(span.state) && (
            <Swatch of={span.pinned ? "pinned" : span.state} />
          )}{" "}
          {isStateKey(span.state) ? STATE_SENTENCE[span.state] : span.state}
          {span.pinned && <b> · pinned to its carrier</b>}
          {span.timedOut && <b> · timed out</b>}
        </Detail>
        <Detail name="Duration">
          <span class="mono" title={formatExactNanos(span.end - span.start)}>
            {formatDuration(span.end - span.start)}
          </span>
        </Detail>
        <Detail name="From, to">
          <span class="mono">
            {formatInstant(range.from, resolution)} →{" "}
            {formatInstant(range.to, resolution)}
          </span>
        </Detail>
        {span.left != null && (
          <Detail name="Left the processor">
            {span.left === "preempted"
              ? "preempted: it could have gone on"
              : "by its own doing, to wait"}
          </Detail>
        )}
        {span.operation !== null && (
          <Detail name="Operation">{span.operation}</Detail>
        )}
        {span.subject !== null && (
          <Detail name={subjectHead(span)}>
            <span class="mono">{span.subject}</span>
            {span.address !== null && (
              <span class="muted mono"> at {span.address}</span>
            )}
          </Detail>
        )}
        {amount !== null && (
          <Detail name={span.amountKind === "bytes" ? "Amount" : "Time-out"}>
            {amount}
          </Detail>
        )}
        {span.other !== null && (
          <Detail name={otherHead(span)}>
            <ThreadAt
              thread={span.other}
              name={span.otherName}
              nanos={otherNanos(span)}
              actions={actions}
            />
          </Detail>
        )}
        {span.wokenBy != null && <Woken by={span.wokenBy} actions={actions} />}
        <Flows name="Ended by" flows={span.incoming} actions={actions} />
        <Flows name="Caused" flows={span.outgoing} actions={actions} />
        {(span.samples ?? []).map((sample) => (
          <Detail
            key={`${sample.name} ${sample.target}`}
            name="System call, sampled"
          >
            <span class="mono">{sample.name}</span> {sample.target}{" "}
            <span class="muted">{formatCount(sample.count)} times</span>
          </Detail>
        ))}
        {span.left == null && (
          <Detail name="What it was for">
            <PathLink thread={span.thread} range={range} />
          </Detail>
        )}
        {span.proven && (
          <Detail name="Evidence">proven by two observations</Detail>
        )}
      </dl>
    </section>
  );
}

interface WokenProps {
  readonly by: WokenBy;
  readonly actions: SpanActions;
}

/** Who ended the wait, and how long the thread then waited to run. */
function Woken({ by, actions }: WokenProps) {
  return (
    <Detail name="Woken by">
      <ThreadAt
        thread={by.thread}
        name={by.name}
        nanos={by.nanos}
        actions={actions}
      />{" "}
      <span class="muted">{by.kind}</span>
      {by.runnableNanos !== null && (
        <> after {formatDuration(by.runnableNanos)} runnable</>
      )}
    </Detail>
  );
}

interface FlowsProps {
  readonly name: string;
  readonly flows: readonly FlowEnd[];
  readonly actions: SpanActions;
}

function Flows({ name, flows, actions }: FlowsProps) {
  if (flows.length === 0) return null;
  return (
    <Detail name={name}>
      <ul>
        {flows.slice(0, 20).map((flow, i) => (
          <li key={i}>
            <ThreadAt
              thread={flow.thread}
              name={flow.name}
              nanos={flow.nanos}
              actions={actions}
            />{" "}
            <span class="muted">{flow.kind}</span>
          </li>
        ))}
        {flows.length > 20 && (
          <li class="muted">and {formatCount(flows.length - 20)} more</li>
        )}
      </ul>
    </Detail>
  );
}

interface ThreadAtProps {
  readonly thread: ThreadId;
  readonly name: string | null;
  readonly nanos: Nanos;
  readonly actions: SpanActions;
}

/** Another thread at an instant: selects what it did then. */
function ThreadAt({ thread, name, nanos, actions }: ThreadAtProps) {
  return (
    <button
      type="button"
      class="link-button"
      onClick={() => actions.selectAt(thread, nanos)}
    >
      {name ?? `#${thread}`}
    </button>
  );
}

/** Each leads to the threads that do the same. */
function StackTags({ stack }: { readonly stack: readonly Frame[] }) {
  const table = traceFacts.value?.stackTags ?? [];
  const methods = stack.map(({ method }) => method);
  return (
    <>
      {tagsOf(methods, table).map(({ key, label }) => (
        <Link
          key={key}
          class="chip stack-tag"
          to={{ page: "timeline", query: `tag:${key}` }}
          title={`Threads with ${label} on a stack`}
        >
          {label}
        </Link>
      ))}
    </>
  );
}

function StackSection({ span }: { readonly span: Span }) {
  return (
    // Long stacks scroll, which must be possible by keyboard too.
    <section class="drawer-stack" tabIndex={0} aria-label="Stack">
      <h2>
        Stack{" "}
        {span.stack !== null && (
          <small>
            {formatCount(span.stack.length)} frames, innermost first
          </small>
        )}
        <StackTags stack={span.stack ?? []} />
      </h2>
      {span.stack === null || span.stack.length === 0 ? (
        <Empty>
          {span.state === "running"
            ? "Running stretches have no stack of their own: they lie between two events."
            : "The recording holds no stack for this span."}
        </Empty>
      ) : (
        <Stack frames={span.stack} />
      )}
    </section>
  );
}
