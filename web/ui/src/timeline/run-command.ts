import type { CssPx, TimeRange } from "../units";
import type { KeyCommand } from "./keys";
import { focusSearch } from "../components/use-shortcuts";
import { fitted, lengthOf, panned, zoomed } from "./viewport";

const ZOOM_STEP = 1.35;
const PAN_SHARE = 0.12;

/** What the commands need of the page. */
export interface CommandTarget {
  readonly view: TimeRange;
  readonly trace: TimeRange;
  readonly window: TimeRange | null;
  /** The stretch of the selected span or event. */
  readonly selected: TimeRange | null;
  readonly pageHeight: CssPx;
  /** The instant that stays in place when zooming by key: under the pointer, or the middle. */
  readonly anchor: number;
  readonly changeView: (view: TimeRange) => void;
  readonly moveFocus: (byRows: number) => void;
  readonly scrollBy: (by: CssPx) => void;
  readonly step: (direction: "next" | "previous") => void;
  readonly follow: (direction: "incoming" | "outgoing") => void;
  readonly clear: () => void;
  readonly toggleBands: () => void;
  readonly toggleTooltips: () => void;
  /** Of the row with the focus. */
  readonly pin: () => void;
  readonly hide: () => void;
  readonly toggleSamples: () => void;
  readonly rowMenu: () => void;
  readonly cycleDensity: () => void;
  readonly selectRange: (range: TimeRange) => void;
  readonly measureFrom: (nanos: number) => void;
  readonly toggleMark: (nanos: number) => void;
  readonly countFrom: (nanos: number | null) => void;
}

export function runCommand(command: KeyCommand, target: CommandTarget): void {
  const { view, trace, changeView } = target;
  const pan = PAN_SHARE * lengthOf(view);
  switch (command) {
    case "zoomIn":
      return changeView(zoomed(view, target.anchor, ZOOM_STEP, trace));
    case "zoomOut":
      return changeView(zoomed(view, target.anchor, 1 / ZOOM_STEP, trace));
    case "panLeft":
      return changeView(panned(view, -pan, trace));
    case "panRight":
      return changeView(panned(view, pan, trace));
    case "wholeTrace":
      return changeView(trace);
    case "fitSelection": {
      const range = target.selected ?? target.window;
      if (range !== null) changeView(fitted(range, trace));
      return;
    }
    case "rowUp":
      return target.moveFocus(-1);
    case "rowDown":
      return target.moveFocus(1);
    case "pageUp":
      return target.scrollBy(-target.pageHeight);
    case "pageDown":
      return target.scrollBy(target.pageHeight);
    case "firstRow":
      return target.scrollBy(Number.NEGATIVE_INFINITY);
    case "lastRow":
      return target.scrollBy(Number.POSITIVE_INFINITY);
    case "open":
    case "nextSpan":
      return target.step("next");
    case "previousSpan":
      return target.step("previous");
    case "followIn":
      return target.follow("incoming");
    case "followOut":
      return target.follow("outgoing");
    case "clear":
      return target.clear();
    case "toggleBands":
      return target.toggleBands();
    case "toggleTooltips":
      return target.toggleTooltips();
    case "pin":
      return target.pin();
    case "hide":
      return target.hide();
    case "samples":
      return target.toggleSamples();
    case "rowMenu":
      return target.rowMenu();
    case "density":
      return target.cycleDensity();
    case "selectSpan":
      if (target.selected !== null) target.selectRange(target.selected);
      return;
    case "mark":
      return target.measureFrom(target.anchor);
    case "keepMark":
      return target.toggleMark(target.anchor);
    case "origin":
      return target.countFrom(target.anchor);
    case "liftOrigin":
      return target.countFrom(null);
    case "goTo":
      return focusSearch();
  }
}
