import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { apiUrl } from "../api/client";
import type { Overview, Span, TraceFacts } from "../api/types";
import {
  NO_THREAD,
  type EventDetails,
  type Rows,
  type Tracks,
} from "../api/timeline";
import { useApi } from "../api/use-api";
import { useSize } from "../components/use-canvas";
import { theme } from "../model/theme";
import { Drawer } from "../timeline/drawer";
import type { GestureTarget } from "../timeline/gestures";
import { Minimap } from "../timeline/minimap";
import { Mirror } from "../timeline/mirror";
import { RowMenu, type MenuPlace } from "../timeline/row-menu";
import { pinnedHeightOf } from "../timeline/row-places";
import type { RowLayout } from "../timeline/rows";
import { spokenEvent, spokenSpan } from "../timeline/span-words";
import { sortOf, TimelineBar } from "../timeline/timeline-bar";
import { Tooltip } from "../timeline/tooltip";
import { useEvent } from "../timeline/use-event";
import { useHover } from "../timeline/use-hover";
import { useRowFocus } from "../timeline/use-row-focus";
import { useRows } from "../timeline/use-rows";
import { useSpan } from "../timeline/use-span";
import { useTimeline } from "../timeline/use-timeline";
import {
  countFrom,
  useTimelineCommands,
} from "../timeline/use-timeline-commands";
import { ViewHistory } from "../timeline/view-history";
import { fitted, revealing } from "../timeline/viewport";
import type { Nanos, ThreadId, TimeRange } from "../units";
import { navigate, pageState, route } from "../url/router";
import { isByThread } from "../url/state";

const MINIMAP_BUCKETS = 600;

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
    look,
  } = route.value;
  const trace = useMemo<TimeRange>(
    () => ({ from: 0, to: Math.max(1, facts.durationNanos) }),
    [facts],
  );
  const rows = useApi<Rows>(
    apiUrl("/api/rows", { by, sort: sortOf(sort), q: query }),
  );
  const tracksAnswer = useApi<Tracks>("/api/tracks");
  const overview = useApi<Overview>(
    apiUrl("/api/overview", { buckets: MINIMAP_BUCKETS }),
  );
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
  const [showsBands, setShowsBands] = useState(true);
  const [showsTooltips, setShowsTooltips] = useState(true);
  const [measure, setMeasure] = useState<Nanos | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const [dragged, setDragged] = useState<TimeRange | null>(null);
  const { place, hover } = useHover();
  const pointer = useRef<number | null>(null);
  const tracks = tracksAnswer.data;
  const states = overview.data?.statesOverTime ?? null;
  const onPage = useRows(rows.data, tracks, states, facts, look);
  const { layout, pinned } = onPage;
  const marks = useMemo(
    () => ({ origin: look.origin, kept: look.marks, measure }),
    [look.origin, look.marks, measure],
  );
  const focus = useRowFocus(layout, () => timeline);

  const reveal = (of: TimeRange) =>
    history.change(revealing(history.live.value, of, trace));
  const selected = useSpan(selection, facts.threadCount, (span: Span) => {
    reveal({ from: span.start, to: span.end });
    focus.set(span.thread);
    focus.scrollTo(layout.placeOf(span.thread));
  });
  const revealEvent = (event: EventDetails) => {
    reveal({ from: event.start, to: event.end });
    focus.set(event.thread);
    focus.scrollTo(layout.eventsPlaceOf(event.thread ?? NO_THREAD));
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
      if (row.kind === "section") onPage.toggleJvm();
      else if (row.kind === "moreCounters") onPage.toggleCounters();
      else if (row.kind === "head") onPage.toggleGroup(row.group);
      else if (row.kind === "more") onPage.showAll(row.group);
      else if (row.kind === "thread" && row.thread < facts.threadCount)
        navigate(pageState({ page: "thread", thread: row.thread }));
    },
    clickSpan: (thread, nanos) => {
      focus.set(thread);
      navigate({ selection: { thread, nanos }, event: null });
    },
    zoomToSpan: (thread, nanos) =>
      selected.lookUp(thread, nanos, ({ start, end }) =>
        history.change(fitted({ from: start, to: end }, trace)),
      ),
    clickEvent: selectedEvent.click,
    zoomTo: (zoomed) => history.change(fitted(zoomed, trace)),
    openMenu: (x, y, { row }) => setMenu({ x, y, row }),
    countFrom: (nanos) => countFrom(look.origin === null ? nanos : null),
    hover: (next) => {
      pointer.current = next?.nanos ?? null;
      hover(next);
    },
  };
  const timeline = useTimeline(
    {
      trace,
      isAnswered: [rows, tracksAnswer, overview].every((a) => !a.isLoading),
      layout,
      pinned,
      tracks,
      window: dragged ?? range,
      span: selected.span,
      flows: selected.flows,
      isByCarrier: !isByThread(by),
      groupSums:
        isByThread(by) && query === "" && look.hiddenThreads.length === 0
          ? by
          : null,
      event: selectedEvent.event,
      eventTypes: facts.customEvents.types,
      focus: focus.thread,
      showsBands,
      highlight: look.highlight,
      marks,
      theme: theme.value,
    },
    history,
    target,
  );
  const { width, height } = useSize(timeline.host);

  useTimelineCommands({
    trace,
    history,
    layout,
    timeline,
    height,
    focus,
    selected,
    selectedEvent,
    pointer: () => pointer.current,
    measure,
    setMeasure,
    forgetDrag: () => setDragged(null),
    openMenu: setMenu,
    toggleBands: () => setShowsBands(!showsBands),
    toggleTooltips: () => setShowsTooltips(!showsTooltips),
  });
  useLayoutEffect(() => () => history.end(), []);

  const failure = rows.error ?? timeline.error;
  return (
    <div class="timeline">
      <TimelineBar facts={facts} />
      <Minimap
        trace={trace}
        states={states}
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
          <div
            style={{
              height: `${layout.height + pinnedHeightOf(pinned, height)}px`,
            }}
          />
        </div>
        {failure !== null && (
          <div class="timeline-error notice-failure" role="alert">
            {failure}
          </div>
        )}
        {rows.data?.groups.length === 0 && (
          <div class="timeline-empty">No thread matches the filter.</div>
        )}
        {menu !== null && (
          <RowMenu
            place={menu}
            hostHeight={height}
            onClose={() => {
              setMenu(null);
              timeline.host.current?.focus();
            }}
          />
        )}
        {showsTooltips && menu === null && dragged === null && (
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
              : focusInWords(focus.thread, layout)
        }
      />
    </div>
  );
}

function focusInWords(focus: ThreadId | null, layout: RowLayout): string {
  const row = focus === null ? undefined : layout.placeOf(focus)?.row;
  return row?.kind === "thread" ? row.group.names[row.member] : "";
}
