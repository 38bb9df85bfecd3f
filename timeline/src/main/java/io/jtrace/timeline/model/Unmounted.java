package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.table.LongColumn;

/**
 * What a virtual thread does between two runs: why it left its carrier, what it waited for, who
 * woke it. Writes the wait and the stretch in which it is runnable.
 *
 * <p>Not safe for use by several threads.
 */
final class Unmounted {
  private static final int MONITOR_WAIT = ConsumedEvent.MONITOR_WAIT.ordinal();
  private static final int NONE = -1;

  private final OpenOperations open;
  private final VirtualSpans spans;
  private final WakeJudge judge;
  private final LongColumn reasons;

  /** The last run; NONE before the first. */
  private int runRow;

  private StopReason reason = StopReason.UNKNOWN;
  private int wakeRow;
  private long wakeNanos;

  /** The lock wait since the run began, or NONE. */
  private int lockWait;

  /** The event of an {@code Object.wait} that was written later, or NONE. */
  private int waitRow;

  Unmounted(OpenOperations open, VirtualSpans spans, WakeJudge judge, LongColumn reasons) {
    this.open = open;
    this.spans = spans;
    this.judge = judge;
    this.reasons = reasons;
  }

  /** Begins a thread. */
  void begin() {
    runRow = NONE;
    lockWait = NONE;
    waitRow = NONE;
    reason = StopReason.UNKNOWN;
  }

  /** Begins a run, at the end of which the thread will be unmounted. */
  void run(int row) {
    runRow = row;
    reason = StopReason.of(reasons.at(row));
    lockWait = NONE;
    waitRow = NONE;
  }

  /** Forgets why the thread stopped: it was seen running since. */
  void forgetReason() {
    reason = StopReason.UNKNOWN;
  }

  int runRow() {
    return runRow;
  }

  StopReason reason() {
    return reason;
  }

  /** Says what the next park will be for. */
  void lockWait(int row) {
    lockWait = row;
  }

  /** Returns what a park in the run is for, once; or -1. */
  int takeLockWait() {
    int taken = lockWait;
    lockWait = NONE;
    return taken;
  }

  /** Returns whether the thread waits in {@code Object.wait} and nothing says for what. */
  boolean isUnexplainedWait() {
    boolean isWait = reason == StopReason.WAITING || reason == StopReason.TIMED_WAIT;
    return isWait && open.isEmpty();
  }

  /** Says which event an unexplained wait has. */
  void explain(int row) {
    waitRow = row;
  }

  /** Says that the thread is runnable from a moment on. */
  void woken(int row, long nanos) {
    wakeRow = row;
    wakeNanos = Math.max(nanos, spans.endNanos());
  }

  /** Writes the wait up to the moment at which the thread was woken. */
  void waitForWakeUp() {
    waitUntil(wakeNanos);
  }

  /** Writes the wait up to {@code end}. */
  void waitUntil(long end) {
    if (!open.isEmpty()) {
      spans.operation(end, open);
    } else if (waitRow != NONE) {
      spans.span(end, Evidence.spanSource(MONITOR_WAIT), waitRow);
    } else {
      stopped(end);
    }
  }

  private void stopped(long end) {
    switch (reason.state()) {
      case PARKED -> {
        boolean isLock = lockWait != NONE;
        int source = isLock ? SpanSources.LOCK_PARK : SpanSources.STOPPED_PARKED;
        spans.span(end, source, isLock ? lockWait : runRow);
      }
      case BLOCKED -> spans.span(end, SpanSources.STOPPED_BLOCKED, runRow);
      case WAITING -> spans.span(end, SpanSources.STOPPED_WAITING, runRow);
      case RUNNABLE -> spans.span(end, SpanSources.RUNNABLE, 0);
      default -> spans.undetermined(end);
    }
  }

  /**
   * Writes the wait, and that the thread is runnable up to {@code end}.
   *
   * @param isStart whether the thread began when it was woken
   */
  void runnableUntil(long end, int thread, boolean isStart) {
    if (reason != StopReason.YIELDED) {
      waitForWakeUp();
    }
    boolean isOpen = !open.isEmpty();
    judge.waitedIn(isOpen ? open.code() : MONITOR_WAIT, isOpen ? open.row() : waitRow);
    judge.judge(thread, wakeRow, spans.endNanos(), isStart, reason, runRow);
    spans.span(end, judge.source(), judge.sourceRow());
  }
}
