import type { CssPx, EventIndex, Nanos, ThreadId, TimeRange } from "../units";
import { NAME_WIDTH, RULER_HEIGHT } from "./chrome";
import type { EventShape } from "./event-shapes";
import type { PlacedRow, Row } from "./rows";
import type { SampleShape } from "./sample-shapes";
import type { TimelineCanvas } from "./timeline-canvas";
import { lengthOf, nanosAt, panned, zoomed } from "./viewport";

/** Where the pointer is, in words of the timeline. */
export interface PointerPlace {
  readonly x: CssPx;
  readonly y: CssPx;
  readonly nanos: Nanos;
  readonly nanosPerPixel: Nanos;
  readonly row: Row;
  /** The event of the program that is there. */
  readonly event: EventShape | null;
  /** The sampled frame that is there. */
  readonly sample: SampleShape | null;
}

/** What gestures cause. */
export interface GestureTarget {
  readonly view: () => TimeRange;
  readonly trace: () => TimeRange;
  readonly changeView: (view: TimeRange) => void;
  readonly endView: () => void;
  readonly dragRange: (range: TimeRange, isDone: boolean) => void;
  readonly clickRow: (placed: PlacedRow) => void;
  readonly clickSpan: (thread: ThreadId, nanos: Nanos) => void;
  readonly zoomToSpan: (thread: ThreadId, nanos: Nanos) => void;
  readonly clickEvent: (event: EventIndex) => void;
  readonly zoomToEvent: (event: EventShape) => void;
  readonly openMenu: (x: CssPx, y: CssPx, placed: PlacedRow) => void;
  /** A double-click on the ruler. */
  readonly countFrom: (nanos: Nanos) => void;
  readonly hover: (place: PointerPlace | null) => void;
}

const CLICK_WITHIN: CssPx = 4;
const WHEEL_ZOOM_PER_PIXEL = 0.0018;
const MAX_ZOOM_PER_EVENT = 1.6;
const LINE_HEIGHT: CssPx = 18;

type Drag =
  | {
      readonly kind: "range";
      readonly startX: CssPx;
      readonly startY: CssPx;
      readonly from: Nanos;
      hasMoved: boolean;
    }
  | { readonly kind: "pan"; lastX: CssPx };

/** Turns mouse, pen, wheel and pinch on the timeline into changes of view, range and selection. */
export class Gestures {
  /** Space is held: a drag pans. */
  isPanKeyDown = false;
  private drag: Drag | null = null;
  private readonly undo = new AbortController();

  constructor(
    private readonly host: HTMLElement,
    private readonly canvas: TimelineCanvas,
    private readonly target: GestureTarget,
  ) {
    const { signal } = this.undo;
    host.addEventListener("pointerdown", (event) => this.onDown(event), {
      signal,
    });
    host.addEventListener("pointermove", (event) => this.onMove(event), {
      signal,
    });
    host.addEventListener("pointerup", (event) => this.onUp(event), { signal });
    host.addEventListener("pointercancel", () => this.cancel(), { signal });
    host.addEventListener("pointerleave", () => this.leave(), { signal });
    host.addEventListener("dblclick", (event) => this.onDoubleClick(event), {
      signal,
    });
    host.addEventListener("contextmenu", (event) => this.onMenu(event), {
      signal,
    });
    host.addEventListener("wheel", (event) => this.onWheel(event), {
      signal,
      passive: false,
    });
  }

  close(): void {
    this.undo.abort();
  }

  /** Gives up a drag under way; answers whether there was one. */
  cancel(): boolean {
    const wasDragging = this.drag !== null;
    this.drag = null;
    return wasDragging;
  }

  private place(event: MouseEvent): {
    x: CssPx;
    y: CssPx;
    nanos: Nanos;
    isOnPlot: boolean;
    isOnScrollBar: boolean;
  } {
    const box = this.host.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const scroller = this.host.querySelector(".timeline-scroll");
    const usable = scroller?.clientWidth ?? box.width;
    return {
      x,
      y,
      nanos: nanosAt(this.target.view(), this.canvas.plotWidth, x - NAME_WIDTH),
      isOnPlot: x >= NAME_WIDTH && x < usable,
      isOnScrollBar: x >= usable,
    };
  }

  private onDown(event: PointerEvent): void {
    const { x, y, nanos, isOnPlot, isOnScrollBar } = this.place(event);
    if (isOnScrollBar || !isOnPlot) return;
    const isPan =
      event.button === 1 ||
      (event.button === 0 && (event.shiftKey || this.isPanKeyDown));
    if (isPan) {
      event.preventDefault();
      this.drag = { kind: "pan", lastX: x };
    } else if (event.button === 0) {
      this.drag = {
        kind: "range",
        startX: x,
        startY: y,
        from: nanos,
        hasMoved: false,
      };
    } else {
      return;
    }
    this.host.setPointerCapture(event.pointerId);
    this.target.hover(null);
  }

  private onMove(event: PointerEvent): void {
    const { x, y, nanos, isOnPlot } = this.place(event);
    const drag = this.drag;
    if (drag === null) {
      this.hover(x, y, nanos, isOnPlot);
    } else if (drag.kind === "pan") {
      const { view, trace } = this.target;
      const by = ((drag.lastX - x) / this.canvas.plotWidth) * lengthOf(view());
      drag.lastX = x;
      this.target.changeView(panned(view(), by, trace()));
    } else if (drag.hasMoved || Math.abs(x - drag.startX) >= CLICK_WITHIN) {
      drag.hasMoved = true;
      this.target.dragRange(this.rangeFrom(drag.from, nanos), false);
    }
  }

  private onUp(event: PointerEvent): void {
    const drag = this.drag;
    this.drag = null;
    const { x, y, nanos } = this.place(event);
    if (drag === null) {
      if (event.button === 0 && x < NAME_WIDTH) this.clickName(y);
    } else if (drag.kind === "pan") {
      this.target.endView();
    } else if (drag.hasMoved) {
      this.target.dragRange(this.rangeFrom(drag.from, nanos), true);
    } else {
      this.clickPlot(x, y, nanos);
    }
  }

  private clickName(y: CssPx): void {
    const placed = this.canvas.rowAt(y);
    if (placed !== null) this.target.clickRow(placed);
  }

  private clickPlot(x: CssPx, y: CssPx, nanos: Nanos): void {
    const placed = this.canvas.rowAt(y);
    if (placed === null) return;
    if (placed.row.kind === "events") {
      const shape = this.canvas.eventAt(x, y);
      if (shape !== null) this.target.clickEvent(shape.event);
    } else if (placed.row.kind === "thread" || placed.row.kind === "samples")
      this.target.clickSpan(placed.row.thread, Math.floor(nanos));
    else this.target.clickRow(placed);
  }

  private onDoubleClick(event: MouseEvent): void {
    const { x, y, nanos, isOnPlot } = this.place(event);
    if (isOnPlot && y < RULER_HEIGHT) this.target.countFrom(nanos);
    const row = isOnPlot ? this.canvas.rowAt(y)?.row : undefined;
    const shape = isOnPlot ? this.canvas.eventAt(x, y) : null;
    if (shape !== null) this.target.zoomToEvent(shape);
    if (row?.kind === "thread")
      this.target.zoomToSpan(row.thread, Math.floor(nanos));
  }

  /** The menu of a row is on its name; on spans the browser's own remains. */
  private onMenu(event: MouseEvent): void {
    const { x, y, isOnPlot } = this.place(event);
    const placed = isOnPlot ? null : this.canvas.rowAt(y);
    if (placed === null) return;
    event.preventDefault();
    this.target.hover(null);
    this.target.openMenu(x, y, placed);
  }

  private onWheel(event: WheelEvent): void {
    const { x, nanos } = this.place(event);
    const unit =
      event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_HEIGHT : 1;
    const { view, trace, changeView } = this.target;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const factor = Math.exp(-event.deltaY * unit * WHEEL_ZOOM_PER_PIXEL * 2);
      const limited = Math.min(
        MAX_ZOOM_PER_EVENT,
        Math.max(1 / MAX_ZOOM_PER_EVENT, factor),
      );
      const anchor = x < NAME_WIDTH ? view().from : nanos;
      changeView(zoomed(view(), anchor, limited, trace()));
      return;
    }
    const sideways = event.shiftKey
      ? event.deltaX || event.deltaY
      : event.deltaX;
    if (
      sideways !== 0 &&
      (event.shiftKey || Math.abs(sideways) > Math.abs(event.deltaY))
    ) {
      event.preventDefault();
      const by = ((sideways * unit) / this.canvas.plotWidth) * lengthOf(view());
      changeView(panned(view(), by, trace()));
    }
    // Everything else scrolls the rows: the browser does it.
  }

  private hover(x: CssPx, y: CssPx, nanos: Nanos, isOnPlot: boolean): void {
    this.canvas.pointAt(isOnPlot ? nanos : null);
    const placed = isOnPlot && y > RULER_HEIGHT ? this.canvas.rowAt(y) : null;
    const event = placed === null ? null : this.canvas.eventAt(x, y);
    const sample = placed === null ? null : this.canvas.sampleAt(x, y);
    const nanosPerPixel = lengthOf(this.target.view()) / this.canvas.plotWidth;
    this.target.hover(
      placed === null
        ? null
        : { x, y, nanos, nanosPerPixel, row: placed.row, event, sample },
    );
  }

  private leave(): void {
    this.canvas.pointAt(null);
    this.target.hover(null);
  }

  private rangeFrom(from: Nanos, to: Nanos): TimeRange {
    const trace = this.target.trace();
    const low = Math.max(trace.from, Math.floor(Math.min(from, to)));
    const high = Math.min(trace.to, Math.ceil(Math.max(from, to)));
    return { from: low, to: Math.max(low + 1, high) };
  }
}
