package io.jtrace.timeline.model;

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
  private long cursorNanos;
  private boolean isRunEmitted;

  /** Whether the last span is a piece of the run at hand. */
  private boolean isRunLast;

  VirtualSpans(SpanWriter writer) {
    this.writer = writer;
  }

  /** Begins a thread. */
  void begin(long startNanos) {
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
      span(end, SpanSources.RUN | (isRunEmitted ? Spans.CONTINUED : 0), row);
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
    span(end, source | pinned | continued, open.row());
  }

  /**
   * Writes what a thread does after a run that stopped for {@code reason}.
   *
   * @param lockWait what it wanted to wait for, or -1
   */
  void stopped(long end, StopReason reason, int runRow, int lockWait) {
    switch (reason.state()) {
      case PARKED -> {
        boolean isLock = lockWait >= 0;
        span(
            end,
            isLock ? SpanSources.LOCK_PARK : SpanSources.STOPPED_PARKED,
            isLock ? lockWait : runRow);
      }
      case BLOCKED -> span(end, SpanSources.STOPPED_BLOCKED, runRow);
      case WAITING -> span(end, SpanSources.STOPPED_WAITING, runRow);
      case RUNNABLE -> span(end, SpanSources.RUNNABLE, 0);
      default -> undetermined(end);
    }
  }

  void span(long end, int code, int row) {
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
