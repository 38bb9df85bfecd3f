import { effect } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { traceVersion } from "../api/trace";
import { picture } from "../components/picture";
import { Gestures, type GestureTarget } from "./gestures";
import type { RowInWords } from "./row-drawer";
import type { Scene } from "./scene";
import { TimelineCanvas } from "./timeline-canvas";
import type { ViewHistory } from "./view-history";

export interface TimelineHandle {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly canvasElement: RefObject<HTMLCanvasElement | null>;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly canvas: RefObject<TimelineCanvas | null>;
  readonly gestures: RefObject<Gestures | null>;
  readonly rows: readonly RowInWords[];
  readonly isComplete: boolean;
  readonly error: string | null;
}

/** Words for the table mirror change at most this often: a screen reader is not to be flooded while the view moves. */
const WORDS_EVERY_MILLIS = 300;

/**
 * Ties the canvas and its gestures to the life of the page. The scene is drawn again when it, or the live view, changes.
 */
export function useTimeline(
  scene: Omit<Scene, "view">,
  history: ViewHistory,
  target: GestureTarget,
): TimelineHandle {
  const host = useRef<HTMLDivElement>(null);
  const canvasElement = useRef<HTMLCanvasElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<TimelineCanvas | null>(null);
  const gestures = useRef<Gestures | null>(null);
  const latest = useRef({ scene, target });
  latest.current = { scene, target };
  const [words, setWords] = useState<{
    rows: readonly RowInWords[];
    isComplete: boolean;
  }>({
    rows: [],
    isComplete: false,
  });
  const [error, setError] = useState<string | null>(null);

  useLayoutEffect(() => {
    if (
      host.current === null ||
      canvasElement.current === null ||
      scroller.current === null
    )
      return undefined;
    const publish = throttled(setWords, WORDS_EVERY_MILLIS);
    const timeline = new TimelineCanvas(canvasElement.current, {
      onDrawn: (rows, isComplete) => publish.call({ rows, isComplete }),
      onError: setError,
    });
    const forward = forwarding(() => latest.current.target);
    canvas.current = timeline;
    picture.value = timeline;
    gestures.current = new Gestures(host.current, timeline, forward);
    const stopEffect = effect(() =>
      timeline.show({ ...latest.current.scene, view: history.live.value }),
    );
    const element = scroller.current;
    const onScroll = () => timeline.scrollTo(element.scrollTop);
    element.addEventListener("scroll", onScroll, { passive: true });
    const observer = new ResizeObserver(([entry]) =>
      timeline.resize(entry.contentRect.width, entry.contentRect.height),
    );
    observer.observe(host.current);
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
      stopEffect();
      publish.cancel();
      gestures.current?.close();
      timeline.close();
      picture.value = null;
      canvas.current = null;
    };
  }, [history]);

  const version = traceVersion.value;
  useLayoutEffect(() => canvas.current?.outdate(), [version]);

  useLayoutEffect(() =>
    canvas.current?.show({ ...scene, view: history.live.value }),
  );

  return { host, canvasElement, scroller, canvas, gestures, ...words, error };
}

/** A target that passes everything on to the current one: gestures live longer than a rendering. */
function forwarding(current: () => GestureTarget): GestureTarget {
  return {
    view: () => current().view(),
    trace: () => current().trace(),
    changeView: (view) => current().changeView(view),
    endView: () => current().endView(),
    dragRange: (range, isDone) => current().dragRange(range, isDone),
    clickRow: (placed) => current().clickRow(placed),
    clickSpan: (thread, nanos) => current().clickSpan(thread, nanos),
    zoomToSpan: (thread, nanos) => current().zoomToSpan(thread, nanos),
    clickEvent: (event) => current().clickEvent(event),
    zoomToEvent: (event) => current().zoomToEvent(event),
    openMenu: (x, y, placed) => current().openMenu(x, y, placed),
    countFrom: (nanos) => current().countFrom(nanos),
    hover: (place) => current().hover(place),
  };
}

function throttled<T>(action: (value: T) => void, everyMillis: number) {
  let timer = 0;
  let latest: T;
  return {
    call: (value: T) => {
      latest = value;
      if (timer !== 0) return;
      timer = window.setTimeout(() => {
        timer = 0;
        action(latest);
      }, everyMillis);
    },
    cancel: () => window.clearTimeout(timer),
  };
}
