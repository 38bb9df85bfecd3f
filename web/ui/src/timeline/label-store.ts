import { apiUrl, getJson, isAbort } from "../api/client";
import type { SpanIndex } from "../units";

const MAX_PER_REQUEST = 400;
const WAIT_MILLIS = 60;
const MAX_REMEMBERED = 30_000;
const RETRY_AFTER_MILLIS = 3000;

/** Short names of spans, fetched in batches as spans become wide enough to carry one. */
export class LabelStore {
  private readonly labels = new Map<SpanIndex, string>();
  private wanted = new Set<SpanIndex>();
  private timer = 0;
  private abort: AbortController | null = null;

  constructor(private readonly onLabels: () => void) {}

  /** The label of a span, or null while it is not known; asks for it then. */
  labelOf(index: SpanIndex): string | null {
    const label = this.labels.get(index);
    if (label !== undefined) return label;
    this.wanted.add(index);
    if (this.timer === 0 && this.abort === null)
      this.timer = window.setTimeout(() => void this.fetch(), WAIT_MILLIS);
    return null;
  }

  /** Whether a span in the last frame still waits for its label. */
  get isAsking(): boolean {
    return this.wanted.size > 0;
  }

  /** Forgets wishes of earlier frames: what is still wide enough asks again. */
  startFrame(): void {
    this.wanted = new Set();
  }

  /** Forgets everything: the spans have other numbers in a newer trace. */
  outdate(): void {
    this.stop();
    this.timer = 0;
    this.abort = null;
    this.labels.clear();
  }

  stop(): void {
    window.clearTimeout(this.timer);
    this.abort?.abort();
  }

  private async fetch(): Promise<void> {
    this.timer = 0;
    const spans = [...this.wanted].slice(0, MAX_PER_REQUEST);
    if (spans.length === 0) return;
    this.abort = new AbortController();
    try {
      const url = apiUrl("/api/labels", { spans: spans.join(",") });
      const answer = await getJson<{ labels: readonly string[] }>(
        url,
        this.abort.signal,
      );
      if (this.labels.size > MAX_REMEMBERED) this.labels.clear();
      spans.forEach((span, i) => this.labels.set(span, answer.labels[i] ?? ""));
      this.abort = null;
      this.onLabels();
    } catch (error) {
      this.abort = null;
      // Spans without a label still show their state; the tile requests report a server that is gone.
      if (!isAbort(error))
        this.timer = window.setTimeout(
          () => void this.fetch(),
          RETRY_AFTER_MILLIS,
        );
    }
  }
}
