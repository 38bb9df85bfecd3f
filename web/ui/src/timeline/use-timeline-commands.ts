import { useRef } from "preact/hooks";
import type { Span } from "../api/types";
import { useCommands } from "../components/commands";
import type { CssPx, Nanos, ThreadId, TimeRange } from "../units";
import { navigate, rearrange, route } from "../url/router";
import { NAME_WIDTH, RULER_HEIGHT } from "./chrome";
import { timelineCommands } from "./command-list";
import type { KeyCommand } from "./keys";
import {
  cycleDensity,
  hideThread,
  pinOrUnpin,
  toggleMark,
  toggleSamples,
} from "./row-choices";
import type { MenuPlace } from "./row-menu";
import type { RowLayout } from "./rows";
import { runCommand, type CommandTarget } from "./run-command";
import type { Direction, SelectedEvent } from "./use-event";
import { useKeys } from "./use-keys";
import type { RowFocus } from "./use-row-focus";
import type { SelectedSpan } from "./use-span";
import type { TimelineHandle } from "./use-timeline";
import type { ViewHistory } from "./view-history";
import { clampView, lengthOf, nanosAt } from "./viewport";

/** A mark this near to the pointer is meant, as a share of the view. */
const MARK_REACH = 0.01;
const LEAST_PAGE: CssPx = 60;
/** A page down leaves the last rows in sight. */
const PAGE_OVERLAP: CssPx = 40;

/** What commands act upon. */
export interface TimelineParts {
  readonly trace: TimeRange;
  readonly history: ViewHistory;
  readonly layout: RowLayout;
  readonly timeline: TimelineHandle;
  readonly height: CssPx;
  readonly focus: RowFocus;
  readonly selected: SelectedSpan;
  readonly selectedEvent: SelectedEvent;
  /** The instant under the pointer, or null. */
  readonly pointer: () => Nanos | null;
  readonly measure: Nanos | null;
  readonly setMeasure: (nanos: Nanos | null) => void;
  readonly forgetDrag: () => void;
  readonly openMenu: (place: MenuPlace) => void;
  readonly toggleBands: () => void;
  readonly toggleTooltips: () => void;
}

/** Runs what is typed, or chosen in the search box. */
export function useTimelineCommands(parts: TimelineParts): void {
  const run = (command: KeyCommand) => runCommand(command, targetOf(parts));
  const latest = useRef(run);
  latest.current = run;
  useKeys(parts.timeline.gestures, run);
  useCommands(() => timelineCommands((command) => latest.current(command)));
}

/** What the ruler counts from; null: the start of the trace. */
export function countFrom(nanos: Nanos | null): void {
  rearrange({ origin: nanos === null ? null : Math.round(nanos) });
}

function targetOf(parts: TimelineParts): CommandTarget {
  const { trace, history, layout, timeline, focus, setMeasure } = parts;
  const view = history.live.value;
  const withFocus = (act: (thread: ThreadId) => void) => () => {
    if (focus.thread !== null) act(focus.thread);
  };
  return {
    view,
    trace,
    window: route.value.window,
    selected: rangeOf(parts.selected.span ?? parts.selectedEvent.event),
    pageHeight: Math.max(
      LEAST_PAGE,
      parts.height - RULER_HEIGHT - PAGE_OVERLAP,
    ),
    anchor: parts.pointer() ?? nanosAt(view, 2, 1),
    changeView: (next) => history.change(next),
    moveFocus: focus.move,
    scrollBy: (by) =>
      timeline.scroller.current?.scrollBy({
        top: Math.max(-layout.height, Math.min(layout.height, by)),
      }),
    step: (direction) => step(parts, direction),
    follow: (direction) => follow(parts.selected, direction),
    clear: () => clear(parts),
    toggleBands: parts.toggleBands,
    toggleTooltips: parts.toggleTooltips,
    pin: withFocus(pinOrUnpin),
    hide: withFocus(hideThread),
    toggleSamples: withFocus(toggleSamples),
    rowMenu: withFocus((thread) => openMenu(parts, thread)),
    cycleDensity,
    selectRange: (window) => navigate({ window: clampView(window, trace) }),
    measureFrom: (nanos) => setMeasure(Math.round(nanos)),
    toggleMark: (nanos) => {
      setMeasure(null);
      toggleMark(nanos, lengthOf(view) * MARK_REACH);
    },
    countFrom,
  };
}

/** The next event or span of the row; without a selection, the first in view of the row with the focus. */
function step(parts: TimelineParts, direction: Direction): void {
  const { selected, focus, history } = parts;
  if (route.value.event !== null) {
    parts.selectedEvent.step(direction);
    return;
  }
  const index = selected.span?.[direction] ?? null;
  if (index !== null) selected.selectIndex(index);
  else if (selected.span === null && focus.thread !== null)
    selected.selectAt(focus.thread, Math.max(0, history.live.value.from));
}

function follow(
  selected: SelectedSpan,
  direction: "incoming" | "outgoing",
): void {
  const flow = selected.span?.[direction].at(0);
  if (flow !== undefined) selected.selectAt(flow.thread, flow.nanos);
}

/** Takes back the latest of what can be: a measurement, a drag, the selection, the window. */
function clear(parts: TimelineParts): void {
  const { selection, event } = route.value;
  if (parts.measure !== null) parts.setMeasure(null);
  else if (parts.timeline.gestures.current?.cancel()) parts.forgetDrag();
  else if (selection !== null || event !== null)
    navigate({ selection: null, event: null });
  else navigate({ window: null });
}

/** Opens the menu of a row beside its name. */
function openMenu({ timeline, ...parts }: TimelineParts, thread: ThreadId) {
  const place = timeline.canvas.current?.places?.ofThread(thread) ?? null;
  if (place === null) return;
  const { placed, top } = place;
  parts.openMenu({
    x: NAME_WIDTH / 2,
    y: top + placed.height,
    row: placed.row,
  });
}

function rangeOf(of: Pick<Span, "start" | "end"> | null): TimeRange | null {
  return of && { from: of.start, to: of.end };
}
