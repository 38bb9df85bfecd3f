package io.jtrace.timeline.query;

import io.jtrace.timeline.model.CpuTracks;
import io.jtrace.timeline.model.SpanCursor;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;

/**
 * The spans of everything that can be a row: of threads, then of processors. Those of a track are
 * sorted and do not overlap; those of processors have gaps.
 */
final class TrackSpans {
  /** Takes spans. */
  @FunctionalInterface
  interface Consumer {
    /**
     * Takes a span.
     *
     * @param marked whether it must be seen even where others dominate
     */
    void span(int span, long startNanos, long endNanos, int state, boolean marked);
  }

  private static final int BLOCKED = State.BLOCKED.ordinal();
  private static final int PINNED = 1;
  private static final int TIMED_OUT = 2;
  private static final int PROVEN = 4;
  private static final int CONTINUED = 8;
  private static final int PREEMPTED = 16;

  private final Spans spans;
  private final CpuTracks cpus;
  private final int threads;
  private final int spansOfThreads;

  TrackSpans(Trace trace) {
    spans = trace.spans();
    cpus = CpuTracks.of(trace);
    threads = trace.threads().size();
    spansOfThreads = spans.size();
  }

  /** Returns the number of tracks. */
  int tracks() {
    return cpus.endTrack();
  }

  int first(int track) {
    return track < threads ? spans.first(track) : cpus.first(track);
  }

  int end(int track) {
    return track < threads ? spans.end(track) : cpus.end(track);
  }

  int count(int track) {
    return end(track) - first(track);
  }

  int firstEndingAfter(int track, long nanos) {
    return track < threads
        ? spans.firstEndingAfter(track, nanos)
        : cpus.firstEndingAfter(track, nanos);
  }

  /** Returns the first span of {@code track} that begins at {@code nanos} or later. */
  int firstStartingFrom(int track, long nanos) {
    int span = firstEndingAfter(track, nanos);
    return span < end(track) && startNanos(span) < nanos ? span + 1 : span;
  }

  /** Returns the span of {@code track} that holds {@code nanos}, or -1. */
  int at(int track, long nanos) {
    return track < threads ? spans.at(track, nanos) : cpus.at(track, nanos);
  }

  long startNanos(int span) {
    return span < spansOfThreads ? spans.startNanos(span) : cpus.startNanos(span);
  }

  long endNanos(int span) {
    return span < spansOfThreads ? spans.endNanos(span) : cpus.endNanos(span);
  }

  int stateOrdinal(int span) {
    return span < spansOfThreads ? spans.stateOrdinal(span) : cpus.state(span).ordinal();
  }

  /** Returns the flags of a span on the wire. */
  int flags(int span) {
    if (span >= spansOfThreads) {
      return cpus.isPreempted(span) ? PREEMPTED : 0;
    }
    return (spans.isPinned(span) ? PINNED : 0)
        | (spans.isTimedOut(span) ? TIMED_OUT : 0)
        | (spans.isProven(span) ? PROVEN : 0)
        | (spans.isContinued(span) ? CONTINUED : 0);
  }

  /** Hands over the spans of {@code track} in {@code [from, to)}, in order of time. */
  void each(int track, int from, int to, Consumer consumer) {
    if (track < threads) {
      eachOfThread(track, from, to, consumer);
      return;
    }
    for (int span = from; span < to; span++) {
      consumer.span(span, startNanos(span), endNanos(span), stateOrdinal(span), false);
    }
  }

  private void eachOfThread(int thread, int from, int to, Consumer consumer) {
    SpanCursor cursor = spans.cursor();
    cursor.begin(thread, from, to);
    while (cursor.next()) {
      int state = cursor.stateOrdinal();
      boolean marked = cursor.isPinned() || state == BLOCKED;
      consumer.span(cursor.span(), cursor.startNanos(), cursor.endNanos(), state, marked);
    }
  }
}
