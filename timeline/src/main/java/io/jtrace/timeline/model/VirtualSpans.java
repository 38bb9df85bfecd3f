package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.Gaps;

/**
 * Writes the spans of a virtual thread one after the other. All methods write from where the last
 * span ended up to a moment, and nothing if that is not later.
 *
 * <p>Not safe for use by several threads.
 */
final class VirtualSpans {
  /** A flag of an open operation: a piece of it is written. */
  static final int EMITTED = 1;

  /** A flag of an open operation: the thread could not leave its carrier meanwhile. */
  static final int PINNED = 2;

  private static final int NO_KEY = -1;

  private final SpanWriter writer;
  private final Gaps uncovered;
  private int jvm;
  private long cursorNanos;
  private boolean isRunEmitted;

  /** Whether the last span is a piece of the run at hand. */
  private boolean isRunLast;

  /**
   * Creates a writer.
   *
   * @param uncovered stretches in which nothing was recorded
   */
  VirtualSpans(SpanWriter writer, Gaps uncovered) {
    this.writer = writer;
    this.uncovered = uncovered;
  }

  /** Begins a thread. */
  void begin(long startNanos, int ofJvm) {
    jvm = ofJvm;
    cursorNanos = startNanos;
    beginRun();
  }

  /** Begins a run: pieces that are written from here on are of it. */
  void beginRun() {
    isRunEmitted = false;
    isRunLast = false;
  }

  /** Returns where the last span ended. */
  long endNanos() {
    return cursorNanos;
  }

  void undetermined(long end) {
    if (end > cursorNanos) {
      writer.gap(cursorNanos, SpanSources.UNDETERMINED, 0, NO_KEY);
      moveTo(end);
    }
  }

  /** Writes that the thread runs, in the run in a row. */
  void running(long end, int row) {
    if (end <= cursorNanos) {
      return;
    }
    if (!isRunLast) { // else an operation that leaves the run has begun or ended in it
      write(end, SpanSources.RUN | (isRunEmitted ? Spans.CONTINUED : 0), row);
    }
    cursorNanos = end;
    isRunEmitted = true;
    isRunLast = true;
  }

  /** Writes a piece of the innermost open operation. */
  void operation(long end, OpenOperations open) {
    if (end <= cursorNanos) {
      return;
    }
    boolean isPinnedPark = Evidence.kind(open.code()) == Evidence.Kind.PINNED;
    int source = isPinnedPark ? SpanSources.PINNED : Evidence.spanSource(open.code());
    int pinned = isPinnedPark || open.is(PINNED) ? Spans.PINNED : 0;
    int continued = open.is(EMITTED) ? Spans.CONTINUED : 0;
    open.mark(EMITTED);
    write(end, source | pinned | continued, open.row());
  }

  /**
   * Writes what the thread was doing between two entries. In a stretch that no chunk covers it may
   * have done anything.
   */
  void span(long end, int code, int row) {
    int gap = uncovered.firstEndingAfter(jvm, cursorNanos);
    for (; gap < uncovered.count(jvm) && uncovered.fromNanos(jvm, gap) < end; gap++) {
      write(uncovered.fromNanos(jvm, gap), code, row);
      undetermined(Math.min(end, uncovered.toNanos(jvm, gap)));
    }
    write(end, code, row);
  }

  private void write(long end, int code, int row) {
    if (end > cursorNanos) {
      writer.operation(cursorNanos, code, row);
      moveTo(end);
    }
  }

  private void moveTo(long nanos) {
    cursorNanos = nanos;
    isRunLast = false;
  }
}
