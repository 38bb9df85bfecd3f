package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.ThreadDirectory;
import io.jtrace.timeline.table.IntColumn;

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
 * <p>The event of an {@code Object.wait} that left the carrier is written when the thread is
 * mounted again, as the first thing it does there (JDK 24 and later). So a run after such a wait is
 * held back, too, until the next entry.
 *
 * <p>What was dropped is counted (SCHEDULING_EVENTS_LOST). Before the first entry, and from a
 * wake-up to the end of the trace, the thread is undetermined: a run is written when it ends. A
 * wait that nobody ended lasts until the end.
 */
final class VirtualReenactment implements ThreadReplay {
  /** Ends this close are one moment: start and length of an event are rounded separately. */
  private static final long ROUNDING_NANOS = 2;

  /** What is still on its way may end this long before the trace and never be written. */
  private static final long LATE_NANOS = 100_000_000;

  /** Ends before the run does in which it began. */
  private static final int INNER = 4;

  /** An {@code Object.wait} with a time-out takes longer; what is written of one later does not. */
  private static final long WAIT_NANOS = 1_000_000;

  private static final int MONITOR_WAIT = ConsumedEvent.MONITOR_WAIT.ordinal();
  private static final int NONE = -1;

  /** What is known of the thread at the cursor. */
  private enum Schedule {
    UNKNOWN,
    MOUNTED,
    STOPPED,
    WOKEN
  }

  private final ThreadDirectory directory;
  private final LockWaits lockWaits;
  private final IntColumn carriers;
  private final WakeJudge judge;
  private final Unmounted unmounted;
  private final long traceEndNanos;
  private final VirtualSpans spans;
  private final OpenOperations open = new OpenOperations();
  private Diagnostics.Builder diagnostics = new Diagnostics.Builder();

  // The thread at hand.
  private int thread;
  private boolean isStartSeen;
  private boolean isEndSeen;
  private long lifeStartNanos;
  private long lifeEndNanos;
  private long latestEndNanos;
  private boolean isFirst;

  private Schedule schedule = Schedule.UNKNOWN;

  private long runEndNanos;

  /** Whether the thread was found running since it was woken, in a run that is not recorded. */
  private boolean isRunMissing;

  /** A run that is held back, or NONE. */
  private int heldRow;

  private long heldStartNanos;
  private long heldEndNanos;

  VirtualReenactment(Stage stage, SpanWriter writer, LinkWriter links) {
    lockWaits = stage.lockWaits();
    carriers = stage.runs().threads();
    judge = new WakeJudge(stage, links);
    traceEndNanos = stage.recording().durationNanos();
    directory = stage.recording().threads();
    spans = new VirtualSpans(writer, stage.recording().gaps());
    unmounted = new Unmounted(open, spans, judge, stage.runs().numbers("reason"));
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
    spans.begin(startNanos, directory.jvm(ofThread));
    isFirst = true;
    schedule = Schedule.UNKNOWN;
    unmounted.begin();
    isRunMissing = false;
    heldRow = NONE;
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
    if (heldRow != NONE && releasesRun(code, row, start, clippedEnd)) {
      return;
    }
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
      case LOCK_WAIT -> unmounted.lockWait(row);
      default -> {} // an instant says no more than the run it lies in
    }
  }

  private void countIfOutsideLife(long endNanos) {
    if (isEndSeen && lifeEndNanos < traceEndNanos && endNanos > lifeEndNanos + ROUNDING_NANOS) {
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
    if (schedule == Schedule.WOKEN && unmounted.isUnexplainedWait()) {
      heldRow = row;
      heldStartNanos = start;
      heldEndNanos = end;
    } else {
      mount(row, start, end);
    }
  }

  /** Returns whether the entry tells of the wait before the run that is held back. */
  private boolean releasesRun(int code, int row, long start, long end) {
    boolean isOfWait = code == MONITOR_WAIT && start < heldEndNanos && end - start < WAIT_NANOS;
    unmounted.explain(isOfWait ? row : NONE);
    int runToMount = heldRow;
    heldRow = NONE;
    mount(runToMount, heldStartNanos, heldEndNanos);
    return isOfWait;
  }

  private void mount(int row, long start, long end) {
    switch (schedule) {
      case UNKNOWN -> emit(start);
      case MOUNTED -> cutRun(start);
      case STOPPED -> wokenUnseen(start);
      case WOKEN -> unmounted.runnableUntil(start, thread, isFirst && isStartSeen);
    }
    countMissingRun();
    schedule = Schedule.MOUNTED;
    isFirst = false;
    runEndNanos = end;
    spans.beginRun();
    unmounted.run(row);
  }

  private void cutRun(long nanos) {
    if (runEndNanos - nanos > CarrierRuns.SKEW_NANOS) {
      diagnostics.count(Diagnostic.ILLEGAL_TRANSITION, "a virtual thread on two carriers at once");
    }
    emit(nanos);
  }

  /** The thread runs again and nobody woke it: only after a yield that says what was in between. */
  private void wokenUnseen(long nanos) {
    lost("a wake-up");
    if (unmounted.reason() == StopReason.YIELDED) {
      spans.span(nanos, SpanSources.RUNNABLE, 0);
    } else {
      spans.undetermined(nanos);
    }
  }

  private void woken(int row, long nanos) {
    closeUntil(nanos);
    switch (schedule) {
      case UNKNOWN -> emit(nanos);
      case MOUNTED -> {
        if (runEndNanos - nanos > CarrierRuns.SKEW_NANOS) {
          diagnostics.count(
              Diagnostic.ILLEGAL_TRANSITION, "a virtual thread is woken while it runs");
          return;
        }
        closeUntil(runEndNanos);
      }
      case STOPPED -> {}
      case WOKEN -> foundRunning(nanos);
    }
    countMissingRun();
    schedule = Schedule.WOKEN;
    unmounted.woken(row, nanos);
  }

  private void park(int code, int row, long start, long end) {
    int lockWait = unmounted.takeLockWait();
    if (lockWait == NONE) {
      operation(code, row, start, end);
    } else {
      lockWaits.parked(lockWait, row);
      operation(Evidence.LOCK_PARK, lockWait, start, end);
    }
    if (schedule == Schedule.MOUNTED && end <= runEndNanos) {
      judge.unparkedWhilePinned(thread, carriers.at(unmounted.runRow()), start, end);
    }
  }

  private void operation(int code, int row, long start, long end) {
    closeUntil(start);
    if (isUnmounted() && start - spans.endNanos() > ROUNDING_NANOS) {
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
    boolean isPinned =
        !open.isEmpty()
            && (Evidence.kind(open.code()) == Evidence.Kind.PINNED || open.is(VirtualSpans.PINNED));
    boolean isInner = schedule == Schedule.MOUNTED && end <= runEndNanos + ROUNDING_NANOS;
    int flags = (isPinned ? VirtualSpans.PINNED : 0) | (isInner ? INNER : 0);
    open.push(code, row, isInner ? Math.min(end, runEndNanos) : end, flags);
  }

  /** A remark about the operation that it lies in, or a park of its own. */
  private void pinned(int code, int row, long start, long end) {
    closeUntil(start);
    boolean isOfOperation = schedule == Schedule.MOUNTED ? hasInner() : !open.isEmpty();
    if (isOfOperation) {
      open.mark(VirtualSpans.PINNED);
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
        schedule = unmounted.reason() == StopReason.ENDED ? Schedule.UNKNOWN : Schedule.STOPPED;
      } else {
        isOpen = false;
      }
    }
  }

  private void closeOperation() {
    long end = open.endNanos();
    if (isUnmounted() && end - spans.endNanos() > ROUNDING_NANOS) {
      foundRunning(end);
    }
    emit(end);
    open.pop();
  }

  /** The thread did something although it was not mounted by what the recording says. */
  private void foundRunning(long nanos) {
    if (schedule == Schedule.WOKEN) {
      unmounted.waitForWakeUp();
      isRunMissing = true; // lost, if it has ended within the trace
    } else {
      lost("a wake-up");
    }
    spans.undetermined(nanos);
    schedule = Schedule.UNKNOWN;
    unmounted.forgetReason();
  }

  private void countMissingRun() {
    if (isRunMissing) {
      isRunMissing = false;
      lost("a run");
    }
  }

  private void lost(String what) {
    diagnostics.count(Diagnostic.SCHEDULING_EVENTS_LOST, what);
  }

  @Override
  public void end(long endNanos) {
    if (heldRow != NONE) {
      releasesRun(NONE, NONE, endNanos, endNanos);
    }
    closeUntil(endNanos);
    if (isEndSeen && isUnmounted()) {
      foundRunning(endNanos);
    }
    if (isEndSeen && endNanos < traceEndNanos - LATE_NANOS) {
      countMissingRun();
    }
    if (schedule == Schedule.STOPPED && unmounted.reason() != StopReason.YIELDED) {
      unmounted.waitUntil(endNanos);
    } else if (schedule == Schedule.WOKEN) {
      unmounted.waitForWakeUp();
    }
    if (isUnmounted()) {
      spans.undetermined(endNanos);
    }
    emit(endNanos);
  }

  /** Writes what the thread was doing up to {@code end}, unless that is decided later. */
  private void emit(long end) {
    if (isUnmounted()) {
      return;
    }
    if (hasInner() || (schedule == Schedule.UNKNOWN && !open.isEmpty())) {
      spans.operation(end, open);
    } else if (schedule == Schedule.UNKNOWN) {
      spans.undetermined(end);
    } else {
      spans.running(end, unmounted.runRow());
    }
  }
}
