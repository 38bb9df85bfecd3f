import { signal } from "@preact/signals";
import type { TimeRange } from "../units";
import { navigate, route } from "../url/router";
import { clampView, rounded } from "./viewport";

const REPLACE_EVERY_MILLIS = 200;
const GESTURE_ENDS_AFTER_MILLIS = 500;

/**
 * The view of the timeline between gestures and address bar. Every change is seen at once in {@link live}; the address gets
 * a new entry when a gesture begins and is replaced while it goes on, so that Back undoes one gesture as a whole.
 */
export class ViewHistory {
  readonly live = signal<TimeRange>({ from: 0, to: 1 });
  private written: TimeRange | null = null;
  private isInGesture = false;
  private writtenAtMillis = 0;
  private timer = 0;

  /**
   * Takes over the view of the address, unless it is the one that was written there from here. Outside of the trace there
   * are no tiles to wait for.
   */
  adopt(
    fromAddress: TimeRange | null,
    otherwise: TimeRange,
    trace: TimeRange,
  ): void {
    if (fromAddress !== null && fromAddress === this.written) return;
    if (this.isInGesture) return;
    this.live.value =
      fromAddress === null ? otherwise : clampView(fromAddress, trace);
  }

  change(view: TimeRange): void {
    this.live.value = view;
    const now = performance.now();
    if (!this.isInGesture) {
      this.write("push");
      this.isInGesture = true;
    } else if (now - this.writtenAtMillis > REPLACE_EVERY_MILLIS) {
      this.write("replace");
    }
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.end(), GESTURE_ENDS_AFTER_MILLIS);
  }

  /** The gesture is over: the next change is a new one. */
  end(): void {
    window.clearTimeout(this.timer);
    if (!this.isInGesture) return;
    this.write("replace");
    this.isInGesture = false;
  }

  private write(mode: "push" | "replace"): void {
    if (route.value.page !== "timeline") return;
    this.written = rounded(this.live.value);
    this.writtenAtMillis = performance.now();
    navigate({ view: this.written }, mode);
  }
}
