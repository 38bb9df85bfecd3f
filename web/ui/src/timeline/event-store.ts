import { apiUrl, getJson, isAbort, messageOf } from "../api/client";
import type { Events, EventsOfThread } from "../api/types";
import type { ThreadId, TimeRange } from "../units";
import { bucketNanos } from "./levels";
import { MAX_SHOWN_LANES } from "./member-places";

const MAX_THREADS_PER_REQUEST = 200;
const MAX_REMEMBERED = 2000;
const RETRY_AFTER_MILLIS = 2000;

/** The events of a thread over a stretch of time, as fine as a level of the pyramid is. */
export interface EventWindow extends EventsOfThread {
  readonly level: number;
  readonly range: TimeRange;
}

/**
 * Brings events to the screen. As with tiles, at most one request is under way, a newer wish aborts it unless it brings what
 * is wished for, and wishes are made anew with every frame.
 */
export class EventStore {
  private readonly windows = new Map<ThreadId, EventWindow>();
  private flight: {
    readonly level: number;
    readonly range: TimeRange;
    readonly threads: ReadonlySet<ThreadId>;
    readonly abort: AbortController;
  } | null = null;
  private retryAtMillis = 0;

  /**
   * @param onEvents called when new events are at hand
   * @param onError called with a sentence, or null when requests succeed again
   */
  constructor(
    private readonly onEvents: () => void,
    private readonly onError: (message: string | null) => void,
  ) {}

  /** The events of a thread that are at hand, which may be those of another stretch or coarser than wished for. */
  find(thread: ThreadId): EventWindow | null {
    return this.windows.get(thread) ?? null;
  }

  /**
   * Asks for what is not at hand. `needed` is on the screen; `ahead` contains it and is what gets fetched. Answers true when
   * everything needed is at hand.
   */
  want(
    threads: readonly ThreadId[],
    level: number,
    needed: TimeRange,
    ahead: TimeRange,
  ): boolean {
    const missing = threads.filter(
      (thread) => !covers(this.windows.get(thread), level, needed),
    );
    if (missing.length === 0) return true;
    if (performance.now() < this.retryAtMillis) return false;
    const { flight } = this;
    if (
      flight !== null &&
      covers(flight, level, needed) &&
      missing.some((thread) => flight.threads.has(thread))
    )
      return false;
    flight?.abort.abort();
    void this.fetch(missing.slice(0, MAX_THREADS_PER_REQUEST), level, ahead);
    return false;
  }

  stop(): void {
    this.flight?.abort.abort();
    this.flight = null;
  }

  private async fetch(
    threads: readonly ThreadId[],
    level: number,
    ahead: TimeRange,
  ): Promise<void> {
    const range = { from: Math.floor(ahead.from), to: Math.ceil(ahead.to) };
    const abort = new AbortController();
    const flight = { level, range, threads: new Set(threads), abort };
    this.flight = flight;
    try {
      const url = apiUrl("/api/events", {
        threads: threads.join(","),
        bucket: bucketNanos(level),
        lanes: MAX_SHOWN_LANES,
        ...range,
      });
      const answer = await getJson<Events>(url, abort.signal);
      if (this.windows.size > MAX_REMEMBERED) this.windows.clear();
      for (const events of answer.threads)
        this.windows.set(events.thread, { ...events, level, range });
      this.onError(null);
    } catch (error) {
      if (isAbort(error)) return;
      this.retryAtMillis = performance.now() + RETRY_AFTER_MILLIS;
      window.setTimeout(this.onEvents, RETRY_AFTER_MILLIS + 10);
      this.onError(messageOf(error));
    }
    if (this.flight === flight) this.flight = null;
    this.onEvents();
  }
}

function covers(
  at: { readonly level: number; readonly range: TimeRange } | undefined,
  level: number,
  needed: TimeRange,
): boolean {
  return (
    at !== undefined &&
    at.level === level &&
    at.range.from <= needed.from &&
    at.range.to >= needed.to
  );
}
