package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;

/**
 * Replays virtual threads of recordings that tell when each was mounted and when it was woken. All
 * of such a thread's life is known: it <b>runs</b> inside a run, is <b>runnable</b> from the moment
 * it was woken to the next run, and <b>waits</b> in between.
 *
 * <p><b>What it waits for</b> is the innermost operation that is open when it leaves its carrier
 * and still open when it is mounted again; where JFR records none, as for a park, what the run says
 * of why it stopped. The parts of such an operation inside a run are running. An operation that
 * begins and ends within one run happens while the thread is mounted, and nests in it: it is
 * pinned, or too short to leave the carrier.
 *
 * <p><b>Deferred.</b> What is unmounted is not written before the next run or wake-up is known, as
 * only that tells whether something was dropped in between:
 *
 * <ul>
 *   <li>two wake-ups without a run: undetermined from the first to the second;
 *   <li>two runs without a wake-up: undetermined in between, but runnable after a yield;
 *   <li>an operation that begins or ends while the thread waits or is runnable: undetermined from
 *       the last certain moment up to it.
 * </ul>
 *
 * <p>Each is counted (SCHEDULING_EVENTS_LOST). Before the first entry, and from a wake-up to the
 * end of the trace, the thread is undetermined: a run is written when it ends. A wait that nobody
 * ended lasts until the end.
 */
final class VirtualReenactment implements ThreadReplay {
  /** Ends this close are one moment: start and length of an event are rounded separately. */
  private static final long ROUNDING_NANOS = 2;

  private static final int EMITTED = 1;
  private static final int PINNED = 2;

  /** Ends before the run does in which it began. */
  private static final int INNER = 4;

  private static final int NONE = -1;

  /** What is known of the thread at the cursor. */
  private enum Schedule {
    UNKNOWN,
    MOUNTED,
    STOPPED,
    WOKEN
  }

  private final LockWaits lockWaits;
  private final IntColumn carriers;
  private final LongColumn reasons;
  private final WakeJudge judge;
  private final SpanWriter writer;
  private final OpenOperations open = new OpenOperations();
  private Diagnostics.Builder diagnostics = new Diagnostics.Builder();

  // The thread at hand.
  private int thread;
  private boolean isStartSeen;
  private boolean isEndSeen;
  private long lifeStartNanos;
  private long lifeEndNanos;
  private long latestEndNanos;
  private long cursorNanos;
  private boolean isFirst;

  private Schedule schedule = Schedule.UNKNOWN;

  /** The run at hand, or the last one; NONE before the first. */
  private int runRow;

  private long runEndNanos;
  private boolean isRunEmitted;

  /** Whether the last span is a piece of the run at hand. */
  private boolean isRunLast;

  private StopReason reason = StopReason.UNKNOWN;

  private int wakeRow;
  private long wakeNanos;

  /** The lock wait since the run began, or NONE. */
  private int lockWait;

  VirtualReenactment(Reenactment.Stage stage, SpanWriter writer, LinkWriter links) {
    lockWaits = stage.lockWaits();
    carriers = stage.runs().threads();
    reasons = stage.runs().numbers("reason");
    judge = new WakeJudge(stage, links);
    this.writer = writer;
  }

  @Override
  public void countIn(Diagnostics.Builder ledger) {
    diagnostics = ledger;
    judge.countIn(ledger);
  }

  @Override
  public void begin(
      int ofThread, long startNanos, long endNanos, boolean startSeen, boolean endSeen) {
    thread = ofThread;
    isStartSeen = startSeen;
    isEndSeen = endSeen;
    lifeStartNanos = startNanos;
    lifeEndNanos = endNanos;
    latestEndNanos = Long.MIN_VALUE;
    cursorNanos = startNanos;
    isFirst = true;
    schedule = Schedule.UNKNOWN;
    runRow = NONE;
    reason = StopReason.UNKNOWN;
    lockWait = NONE;
    open.clear();
  }

  @Override
  public long latestEndNanos() {
    return latestEndNanos;
  }

  @Override
  public void entry(int code, int row, long startNanos, long durationNanos) {
    Evidence.Kind kind = Evidence.kind(code);
    long end = startNanos + kind.lengthNanos(durationNanos);
    latestEndNanos = Math.max(latestEndNanos, end);
    countIfOutsideLife(end);
    if (end < lifeStartNanos || startNanos > lifeEndNanos) {
      return;
    }
    long start = Math.max(startNanos, lifeStartNanos);
    long clippedEnd = Math.min(end, lifeEndNanos);
    switch (kind) {
      case RUN -> run(row, start, clippedEnd);
      case RUNNABLE -> {
        if (judge.isWoken(row, thread)) {
          woken(row, start);
        }
      }
      case PARK -> park(code, row, start, clippedEnd);
      case OPERATION -> operation(code, row, start, clippedEnd);
      case PINNED -> pinned(code, row, start, clippedEnd);
      case LOCK_WAIT -> lockWait = row;
      default -> {} // an instant says no more than the run it lies in
    }
  }

  private void countIfOutsideLife(long endNanos) {
    if (isEndSeen && endNanos > lifeEndNanos + ROUNDING_NANOS) {
      diagnostics.count(Diagnostic.ILLEGAL_TRANSITION, "an event after its thread ends");
    }
  }

  private void run(int row, long start, long end) {
    // An operation that ends as the run begins was open until then: the clock only says so
    // coarsely.
    closeUntil(start - ROUNDING_NANOS - 1);
    if (schedule == Schedule.MOUNTED) {
      closeUntil(start);
    }
    switch (schedule) {
      case UNKNOWN -> emit(start);
      case MOUNTED -> cutRun(start);
      case STOPPED -> wokenUnseen(start);
      case WOKEN -> runnable(start);
    }
    if (schedule == Schedule.UNKNOWN && isFirst && isStartSeen) {
      lost("a wake-up");
    }
    schedule = Schedule.MOUNTED;
    isFirst = false;
    runRow = row;
    runEndNanos = end;
    isRunEmitted = false;
    isRunLast = false;
    reason = StopReason.of(reasons.at(row));
    lockWait = NONE;
  }

  private void cutRun(long nanos) {
    if (runEndNanos - nanos > ROUNDING_NANOS) {
      diagnostics.count(Diagnostic.ILLEGAL_TRANSITION, "a virtual thread on two carriers at once");
    }
    emit(nanos);
  }

  /** The thread runs again and nobody woke it: only after a yield that says what was in between. */
  private void wokenUnseen(long nanos) {
    lost("a wake-up");
    if (reason == StopReason.YIELDED) {
      span(nanos, SpanSources.RUNNABLE, 0);
    } else {
      undetermined(nanos);
    }
  }

  private void runnable(long nanos) {
    boolean isYield = reason == StopReason.YIELDED;
    if (!isYield) {
      waiting(wakeNanos);
    }
    judge.judge(thread, wakeRow, cursorNanos, isFirst && isStartSeen, reason, runRow, open);
    span(nanos, judge.source(), judge.sourceRow());
  }

  private void woken(int row, long nanos) {
    closeUntil(nanos);
    switch (schedule) {
      case UNKNOWN -> emit(nanos);
      case MOUNTED -> {
        if (runEndNanos - nanos > ROUNDING_NANOS) {
          diagnostics.count(
              Diagnostic.ILLEGAL_TRANSITION, "a virtual thread is woken while it runs");
          return;
        }
        closeUntil(runEndNanos);
      }
      case STOPPED -> {}
      case WOKEN -> foundRunning(nanos);
    }
    schedule = Schedule.WOKEN;
    wakeRow = row;
    wakeNanos = Math.max(nanos, cursorNanos);
  }

  private void park(int code, int row, long start, long end) {
    if (lockWait == NONE) {
      operation(code, row, start, end);
    } else {
      lockWaits.parked(lockWait, row);
      operation(Evidence.LOCK_PARK, lockWait, start, end);
      lockWait = NONE;
    }
    if (schedule == Schedule.MOUNTED && end <= runEndNanos) {
      judge.unparkedWhilePinned(thread, carriers.at(runRow), start, end);
    }
  }

  private void operation(int code, int row, long start, long end) {
    closeUntil(start);
    if (isUnmounted() && start - cursorNanos > ROUNDING_NANOS) {
      foundRunning(start);
    }
    while (!open.isEmpty() && open.endNanos() < end) {
      if (open.endNanos() - start > ROUNDING_NANOS) {
        diagnostics.count(Diagnostic.SPAN_CLIPPED, "");
      }
      emit(start);
      open.pop();
    }
    emit(start);
    boolean isPinned = !open.isEmpty() && Evidence.kind(open.code()) == Evidence.Kind.PINNED;
    boolean isInner = schedule == Schedule.MOUNTED && end <= runEndNanos + ROUNDING_NANOS;
    int flags = (isPinned ? PINNED : 0) | (isInner ? INNER : 0);
    open.push(code, row, isInner ? Math.min(end, runEndNanos) : end, flags);
  }

  /** A remark about the operation that it lies in, or a park of its own. */
  private void pinned(int code, int row, long start, long end) {
    closeUntil(start);
    boolean isOfOperation = schedule == Schedule.MOUNTED ? hasInner() : !open.isEmpty();
    if (isOfOperation) {
      open.mark(PINNED);
    } else {
      operation(code, row, start, end);
    }
  }

  private boolean hasInner() {
    return !open.isEmpty() && open.is(INNER);
  }

  private boolean isUnmounted() {
    return schedule == Schedule.STOPPED || schedule == Schedule.WOKEN;
  }

  private void closeUntil(long nanos) {
    boolean isOpen = true;
    while (isOpen) {
      boolean isMounted = schedule == Schedule.MOUNTED;
      boolean isOperationFirst = !open.isEmpty() && !(isMounted && runEndNanos < open.endNanos());
      if (isOperationFirst && open.endNanos() <= nanos) {
        closeOperation();
      } else if (isMounted && runEndNanos <= nanos) {
        emit(runEndNanos);
        schedule = reason == StopReason.ENDED ? Schedule.UNKNOWN : Schedule.STOPPED;
      } else {
        isOpen = false;
      }
    }
  }

  private void closeOperation() {
    long end = open.endNanos();
    if (isUnmounted() && end - cursorNanos > ROUNDING_NANOS) {
      foundRunning(end);
    }
    emit(end);
    open.pop();
  }

  /** The thread did something although it was not mounted by what the recording says. */
  private void foundRunning(long nanos) {
    lost("a run");
    if (schedule == Schedule.WOKEN) {
      waiting(wakeNanos);
    }
    undetermined(nanos);
    schedule = Schedule.UNKNOWN;
    reason = StopReason.UNKNOWN;
  }

  private void lost(String what) {
    diagnostics.count(Diagnostic.SCHEDULING_EVENTS_LOST, what);
  }

  @Override
  public void end(long endNanos) {
    closeUntil(endNanos);
    if (isUnmounted() && isEndSeen) {
      foundRunning(endNanos);
    } else if (schedule == Schedule.STOPPED && reason != StopReason.YIELDED) {
      waiting(endNanos);
    } else if (schedule == Schedule.WOKEN) {
      waiting(wakeNanos);
    }
    if (isUnmounted()) {
      undetermined(endNanos);
    }
    emit(endNanos);
  }

  /** Writes what the thread was doing up to {@code end}, unless that is decided later. */
  private void emit(long end) {
    if (isUnmounted()) {
      return;
    }
    if (hasInner() || (schedule == Schedule.UNKNOWN && !open.isEmpty())) {
      insideOperation(end);
    } else if (schedule == Schedule.UNKNOWN) {
      undetermined(end);
    } else if (end > cursorNanos) {
      running(end);
    }
  }

  private void running(long end) {
    if (isRunLast) { // an operation that leaves the run has begun or ended in it
      cursorNanos = end;
      return;
    }
    span(end, SpanSources.RUN | (isRunEmitted ? Spans.CONTINUED : 0), runRow);
    isRunEmitted = true;
    isRunLast = true;
  }

  /** Writes a wait. */
  private void waiting(long end) {
    if (!open.isEmpty()) {
      insideOperation(end);
      return;
    }
    switch (reason.state()) {
      case PARKED -> {
        boolean isLock = lockWait != NONE;
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

  private void insideOperation(long end) {
    if (end <= cursorNanos) {
      return;
    }
    boolean isPinnedPark = Evidence.kind(open.code()) == Evidence.Kind.PINNED;
    int source = isPinnedPark ? SpanSources.PINNED : Evidence.spanSource(open.code());
    int flags =
        (isPinnedPark || open.is(PINNED) ? Spans.PINNED : 0)
            | (open.is(EMITTED) ? Spans.CONTINUED : 0);
    open.mark(EMITTED);
    span(end, source | flags, open.row());
  }

  private void undetermined(long end) {
    if (end > cursorNanos) {
      writer.gap(cursorNanos, SpanSources.UNDETERMINED, 0, NONE);
      cursorNanos = end;
    }
  }

  private void span(long end, int code, int row) {
    if (end > cursorNanos) {
      writer.operation(cursorNanos, code, row);
      cursorNanos = end;
      isRunLast = false;
    }
  }
}
