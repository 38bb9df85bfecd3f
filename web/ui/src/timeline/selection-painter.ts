import { type Span } from "../api/types";
import { NO_THREAD, type EventDetails, type Flow } from "../api/timeline";
import type { CssPx, ThreadId } from "../units";
import * as chrome from "./chrome";
import { RULER_HEIGHT, type Plot } from "./chrome";
import type { Colours } from "./colours";
import { laneBox } from "./event-shapes";
import type { RowPlaces } from "./row-places";
import type { Pen } from "./pen";

/** The selected span: its outline, and arrows from and to the threads that it has to do with. */
export function drawSelectedSpan(
  context: Pen,
  plot: Plot,
  places: RowPlaces,
  span: Span,
  flows: readonly Flow[],
  colours: Colours,
): void {
  const middleOf = (thread: ThreadId): CssPx | null => {
    const place = places.ofThread(thread);
    return place && place.top + place.placed.height / 2;
  };
  const place = places.ofThread(span.thread);
  if (place?.placed.row.kind === "thread")
    chrome.drawOutline(
      context,
      plot,
      { from: span.start, to: span.end },
      place.top,
      place.placed.height,
      colours,
    );
  context.save();
  context.beginPath();
  context.rect(plot.left, RULER_HEIGHT, plot.width, plot.height);
  context.clip();
  for (const flow of flows) {
    const fromY = middleOf(flow.fromThread);
    const toY = middleOf(flow.toThread);
    if (fromY !== null && toY !== null)
      chrome.drawFlow(context, plot, flow, fromY, toY, colours);
  }
  context.restore();
}

/** The outline of the selected event of the program. */
export function drawSelectedEvent(
  context: Pen,
  plot: Plot,
  places: RowPlaces,
  event: EventDetails,
  colours: Colours,
): void {
  const place = places.ofEvents(event.thread ?? NO_THREAD);
  if (place?.placed.row.kind !== "events") return;
  const { top, height } = laneBox(event.lane);
  if (top + height > place.placed.height) return;
  chrome.drawOutline(
    context,
    plot,
    { from: event.start, to: event.end },
    place.top + top - 2,
    height + 4,
    colours,
  );
}
