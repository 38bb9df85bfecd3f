import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { apiUrl } from "../api/client";
import {
  NO_THREAD,
  type EventDetails,
  type Overview,
  type RowGroup,
  type Rows,
  type Span,
  type TraceFacts,
  type Tracks,
} from "../api/types";
import { useApi } from "../api/use-api";
import { isTyping } from "../components/use-shortcuts";
import { useSize } from "../components/use-canvas";
import { theme } from "../model/theme";
import { NAME_WIDTH, RULER_HEIGHT } from "../timeline/chrome";
import { Drawer } from "../timeline/drawer";
import type { GestureTarget } from "../timeline/gestures";
import { commandOf } from "../timeline/keys";
import { Minimap } from "../timeline/minimap";
import { Mirror } from "../timeline/mirror";
import {
  defaultFold,
  RowLayout,
  toggled,
  type Fold,
  type PlacedRow,
} from "../timeline/rows";
import { runCommand } from "../timeline/run-command";
import { spokenEvent, spokenSpan } from "../timeline/span-words";
import { sortOf, TimelineBar } from "../timeline/timeline-bar";
import { Tooltip } from "../timeline/tooltip";
import { type Direction, useEvent } from "../timeline/use-event";
import { useHover } from "../timeline/use-hover";
import { useSpan } from "../timeline/use-span";
import { useTimeline } from "../timeline/use-timeline";
import { ViewHistory } from "../timeline/view-history";
import { fitted, nanosAt, revealing } from "../timeline/viewport";
import type { ThreadId, TimeRange } from "../units";
import { navigate, pageState, route } from "../url/router";

const MINIMAP_BUCKETS = 600;
const NO_ROWS: Rows = { groups: [] };

/** Every thread over time. */
export function TimelinePage({ facts }: { readonly facts: TraceFacts }) {
  const {
    by,
    sort,
    query,
    selection,
    event: eventIndex,
    window: range,
    view: addressView,
  } = route.value;
  const trace = useMemo<TimeRange>(
    () => ({ from: 0, to: Math.max(1, facts.durationNanos) }),
    [facts],
  );
  const rows = useApi<Rows>(
    apiUrl("/api/rows", { by, sort: sortOf(sort), q: query }),
  );
  const tracks = useApi<Tracks>("/api/tracks").data;
  const overview = useApi<Overview>(
    apiUrl("/api/overview", { buckets: MINIMAP_BUCKETS }),
  ).data;
  const history = useMemo(() => new ViewHistory(), []);
  useMemo(
    () =>
      history.adopt(
        addressView,
        range === null ? trace : fitted(range, trace),
        trace,
      ),
    [addressView, trace],
  );

  const [folds, setFolds] = useState<ReadonlyMap<string, Fold>>(new Map());
  const [isJvmOpen, setJvmOpen] = useState(true);
  const [showsBands, setShowsBands] = useState(true);
  const [focus, setFocus] = useState<ThreadId | null>(null);
  const [dragged, setDragged] = useState<TimeRange | null>(null);
  const { place, hover } = useHover();
  const pointer = useRef<number | null>(null);

  const foldOf = (group: RowGroup) =>
    folds.get(group.key) ?? defaultFold(group);
  const layout = useMemo(
    () =>
      new RowLayout(
        jvmSection(tracks, isJvmOpen, facts.customEvents.lanesWithoutThread),
        rows.data ?? NO_ROWS,
        foldOf,
      ),
    [rows.data, tracks, folds, isJvmOpen],
  );
  const fold = (group: RowGroup, next: Fold) =>
    setFolds(new Map(folds).set(group.key, next));

  const reveal = (span: Span) => {
    history.change(
      revealing(history.live.value, { from: span.start, to: span.end }, trace),
    );
    setFocus(span.thread);
    scrollIntoView(layout.placeOf(span.thread));
  };
  const selected = useSpan(selection, reveal);
  const revealEvent = (event: EventDetails) => {
    history.change(
      revealing(
        history.live.value,
        { from: event.start, to: event.end },
        trace,
      ),
    );
    setFocus(event.thread);
    scrollIntoView(layout.eventsPlaceOf(event.thread ?? NO_THREAD));
  };
  const selectedEvent = useEvent(eventIndex, rows.data !== null, revealEvent);
  const target: GestureTarget = {
    view: () => history.live.value,
    trace: () => trace,
    changeView: (view) => history.change(view),
    endView: () => history.end(),
    dragRange: (next, isDone) => {
      setDragged(isDone ? null : next);
      if (isDone) navigate({ window: next });
    },
    clickRow: ({ row }) => {
      if (row.kind === "section") setJvmOpen(!isJvmOpen);
      else if (row.kind === "head")
        fold(row.group, toggled(foldOf(row.group), row.group));
      else if (row.kind === "more") fold(row.group, "all");
      else if (row.kind === "thread")
        navigate(pageState({ page: "thread", thread: row.thread }));
    },
    clickSpan: (thread, nanos) => {
      setFocus(thread);
      navigate({ selection: { thread, nanos }, event: null });
    },
    zoomToSpan: (thread, nanos) =>
      selected.lookUp(thread, nanos, ({ start, end }) =>
        history.change(fitted({ from: start, to: end }, trace)),
      ),
    clickEvent: selectedEvent.click,
    zoomToEvent: ({ start, end }) =>
      history.change(fitted({ from: start, to: end }, trace)),
    hover: (next) => {
      pointer.current = next?.nanos ?? null;
      hover(next);
    },
  };
  const timeline = useTimeline(
    {
      trace,
      layout,
      tracks,
      window: dragged ?? range,
      span: selected.span,
      flows: selected.flows,
      isByCarrier: by === "carrier",
      event: selectedEvent.event,
      eventTypes: facts.customEvents.types,
      focus,
      showsBands,
      theme: theme.value,
    },
    history,
    target,
  );
  const { width, height } = useSize(timeline.host);

  const scrollIntoView = (placed: PlacedRow | null) => {
    const scroller = timeline.scroller.current;
    if (scroller === null || placed === null) return;
    const bottom = placed.y + placed.height - scroller.clientHeight;
    if (placed.y < scroller.scrollTop) scroller.scrollTop = placed.y;
    else if (bottom > scroller.scrollTop) scroller.scrollTop = bottom;
  };
  const moveFocus = (byRows: number) => {
    const from = focus === null ? null : layout.placeOf(focus);
    let number = from === null ? -1 : layout.numberOf(from);
    for (
      number += byRows;
      number >= 0 && number < layout.rowCount;
      number += byRows
    ) {
      const placed = layout.rowByNumber(number);
      if (placed?.row.kind !== "thread") continue;
      setFocus(placed.row.thread);
      return scrollIntoView(placed);
    }
  };
  const step = (direction: Direction) => {
    if (eventIndex !== null) {
      selectedEvent.step(direction);
      return;
    }
    const index = selected.span?.[direction] ?? null;
    if (index !== null) selected.selectIndex(index);
    else if (selected.span === null && focus !== null)
      selected.selectAt(focus, Math.max(0, history.live.value.from));
  };
  const follow = (direction: "incoming" | "outgoing") => {
    const flow = selected.span?.[direction].at(0);
    if (flow !== undefined) selected.selectAt(flow.thread, flow.nanos);
  };
  const clear = () => {
    if (timeline.gestures.current?.cancel()) setDragged(null);
    else if (selection !== null || eventIndex !== null)
      navigate({ selection: null, event: null });
    else navigate({ window: null });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (timeline.gestures.current !== null)
      timeline.gestures.current.isPanKeyDown = event.code === "Space";
    const command = commandOf(event);
    if (command === null || isTyping(event.target)) return;
    // Enter and the arrows belong to whatever control has the focus.
    const isControl =
      event.target instanceof HTMLElement &&
      event.target.closest("button, a, .drawer") !== null;
    if (
      isControl &&
      (command === "open" ||
        event.key.startsWith("Arrow") ||
        event.key === "Home" ||
        event.key === "End")
    )
      return;
    event.preventDefault();
    const view = history.live.value;
    runCommand(command, {
      view,
      trace,
      window: range,
      selected: rangeOf(selected.span ?? selectedEvent.event),
      pageHeight: Math.max(60, height - RULER_HEIGHT - 40),
      anchor: pointer.current ?? nanosAt(view, 2, 1),
      changeView: target.changeView,
      moveFocus,
      scrollBy: (by) =>
        timeline.scroller.current?.scrollBy({
          top: Math.max(-layout.height, Math.min(layout.height, by)),
        }),
      step,
      follow,
      clear,
      toggleBands: () => setShowsBands(!showsBands),
    });
  };
  const keys = useRef(onKeyDown);
  keys.current = onKeyDown;
  useLayoutEffect(() => {
    const down = (event: KeyboardEvent) => keys.current(event);
    const up = (event: KeyboardEvent) => {
      if (event.code === "Space" && timeline.gestures.current !== null)
        timeline.gestures.current.isPanKeyDown = false;
    };
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
      history.end();
    };
  }, []);

  const failure = rows.error ?? timeline.error;
  return (
    <div class="timeline">
      <TimelineBar facts={facts} />
      <Minimap
        trace={trace}
        states={overview?.statesOverTime ?? null}
        view={history.live}
        onChange={target.changeView}
        onEnd={target.endView}
      />
      <div
        ref={timeline.host}
        class="timeline-host"
        data-testid="timeline"
        data-complete={rows.data !== null && timeline.isComplete}
        role="application"
        aria-roledescription="timeline"
        aria-label="Threads over time. W and S zoom, A and D pan, arrow keys move between rows, full stop selects a span."
        tabIndex={0}
      >
        <canvas ref={timeline.canvasElement} aria-hidden="true" />
        <div ref={timeline.scroller} class="timeline-scroll" tabIndex={-1}>
          <div style={{ height: `${layout.height}px` }} />
        </div>
        {failure !== null && (
          <div class="timeline-error notice-failure" role="alert">
            {failure}
          </div>
        )}
        {rows.data?.groups.length === 0 && (
          <div class="timeline-empty">No thread matches the filter.</div>
        )}
        {place !== null && place.x >= NAME_WIDTH && dragged === null && (
          <Tooltip
            place={place}
            tracks={tracks}
            hostWidth={width}
            hostHeight={height}
          />
        )}
      </div>
      <Drawer
        window={range}
        by={by}
        hasSelection={selection !== null}
        span={selected.span}
        spanError={selected.error}
        actions={selected}
        hasEvent={eventIndex !== null}
        selectedEvent={selectedEvent}
      />
      <Mirror
        rows={timeline.rows}
        view={history.live.value}
        spoken={
          selected.span !== null
            ? spokenSpan(selected.span)
            : selectedEvent.event !== null
              ? spokenEvent(selectedEvent.event)
              : focusInWords(focus, layout)
        }
      />
    </div>
  );
}

/** Heap first; what else the recording counts stays on its own pages. */
function jvmSection(
  tracks: Tracks | null,
  isOpen: boolean,
  eventLanes: number,
) {
  const heap =
    tracks?.counters.filter(
      ({ key, values }) => /^heap/i.test(key) && values.length > 0,
    ) ?? [];
  return {
    isOpen,
    eventLanes,
    counterKeys: heap.slice(0, 1).map(({ key }) => key),
    hasGc:
      tracks !== null && tracks.gcPauses.length + tracks.concurrent.length > 0,
  };
}

function rangeOf(of: Pick<Span, "start" | "end"> | null): TimeRange | null {
  return of && { from: of.start, to: of.end };
}

function focusInWords(focus: ThreadId | null, layout: RowLayout): string {
  const row = focus === null ? undefined : layout.placeOf(focus)?.row;
  return row?.kind === "thread" ? row.group.names[row.member] : "";
}
