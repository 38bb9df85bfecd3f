import { isAbort, messageOf } from "../api/client";
import type { Nanos, ThreadId, TimeRange } from "../units";
import { bucketNanos } from "./levels";

const MAX_THREADS_PER_REQUEST = 200;
const MAX_REMEMBERED = 2000;
const RETRY_AFTER_MILLIS = 2000;

/** What a store keeps of a thread. */
interface OfThread {
  readonly thread: ThreadId;
}

/** What there is of a thread over a stretch of time, as fine as a level of the pyramid is. */
export type ThreadWindow<T extends OfThread> = T & {
  readonly level: number;
  readonly range: TimeRange;
};

/** Asks the server for threads over a range, in buckets. */
export type FetchWindows<T extends OfThread> = (
  threads: readonly ThreadId[],
  bucket: Nanos,
  range: TimeRange,
  signal: AbortSignal,
) => Promise<readonly T[]>;

/**
 * Brings what belongs to threads (events, samples) to the screen. As with tiles, at most one request is under way, a newer
 * wish aborts it unless it brings what is wished for, and wishes are made anew with every frame.
 */
export class WindowStore<T extends OfThread> {
  private readonly windows = new Map<ThreadId, ThreadWindow<T>>();
  private flight: {
    readonly level: number;
    readonly range: TimeRange;
    readonly threads: ReadonlySet<ThreadId>;
    readonly abort: AbortController;
  } | null = null;
  private retryAtMillis = 0;

  /**
   * @param onNews called when something new is at hand
   * @param onError called with a sentence, or null when requests succeed again
   */
  constructor(
    private readonly fetchWindows: FetchWindows<T>,
    private readonly onNews: () => void,
    private readonly onError: (message: string | null) => void,
  ) {}

  /** What is at hand of a thread, which may be of another stretch or coarser than wished for. */
  find(thread: ThreadId): ThreadWindow<T> | null {
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

  /** Forgets everything, for a newer trace. */
  outdate(): void {
    this.stop();
    this.windows.clear();
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
      const found = await this.fetchWindows(
        threads,
        bucketNanos(level),
        range,
        abort.signal,
      );
      if (this.windows.size > MAX_REMEMBERED) this.windows.clear();
      for (const each of found)
        this.windows.set(each.thread, { ...each, level, range });
      this.onError(null);
    } catch (error) {
      if (isAbort(error)) return;
      this.retryAtMillis = performance.now() + RETRY_AFTER_MILLIS;
      window.setTimeout(this.onNews, RETRY_AFTER_MILLIS + 10);
      this.onError(messageOf(error));
    }
    if (this.flight === flight) this.flight = null;
    this.onNews();
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
