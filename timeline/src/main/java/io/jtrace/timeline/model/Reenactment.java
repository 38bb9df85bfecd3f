package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.Gaps;
import io.jtrace.timeline.jfr.ThreadDirectory;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.Stacks;
import java.util.BitSet;

/**
 * Replays one thread after the other and gives each moment of its life exactly one state.
 *
 * <p><b>Events.</b> A thread's evidence comes sorted by start, the longer first. Operations that
 * are open lie on a stack; the innermost gives the state, so a nested operation wins and splits the
 * one around it (the later pieces are marked as continued). What cannot be is repaired and counted:
 *
 * <ul>
 *   <li>An operation that ends after the one it began in: the outer one is cut where the inner
 *       begins (SPAN_CLIPPED).
 *   <li>An operation inside a {@linkplain SpanLaw#isLeaf leaf}: one of the two is wrong. The leaf
 *       is cut, and what remains of it after the inner one is undetermined (ILLEGAL_TRANSITION).
 *   <li>Anything before the thread's start or after its end: clipped (ILLEGAL_TRANSITION).
 * </ul>
 *
 * <p>A pinned event is no operation but a remark about one: it marks the operation that it lies in
 * or around. Only where there is none it is a park of its own.
 *
 * <p><b>Gaps.</b> Between two certain moments of a platform thread it was RUNNING, which means
 * running or runnable, or in a wait shorter than the recording's thresholds: JFR does not see the
 * operating system's scheduler. Where the recording has no waits at all that says nothing, and the
 * gap is UNDETERMINED. It was NATIVE if both moments are observations of one native method. It is
 * UNDETERMINED if the trace does not hold the moment on one side (before the first event, unless
 * the start was seen; after the last, unless the end was), or if a moment is a status that found
 * the thread waiting, as then some wait began or ended unseen. It is UNDETERMINED where no chunk
 * covers the time. Virtual threads: JFR writes nothing when one parks, so between its events it may
 * have run, waited for a carrier or slept for long; all its gaps are UNDETERMINED. Methods in which
 * it waits may have been {@linkplain TracedMethods traced}. Threads of the JVM wait in ways that
 * JFR does not record; their gaps are UNDETERMINED too.
 */
final class Reenactment implements ThreadReplay {
  /** Ends this close are one moment: start and length of an event are rounded separately. */
  private static final long ROUNDING_NANOS = 2;

  /** A moment that says nothing of the time beside it. */
  private static final long UNKNOWN = -1;

  /** A moment at which the thread certainly ran, or began or ended an operation. */
  private static final long CERTAIN = -2;

  private static final int NONE = -1;
  private static final int MONITOR_WAIT = ConsumedEvent.MONITOR_WAIT.ordinal();

  private static final int EMITTED = 1;
  private static final int PINNED = 2;
  private static final int REFUTED = 4;

  private final Evidence evidence;
  private final StatusProofs statuses;
  private final IntColumn nativeStacks;
  private final Frames frames;
  private final Stacks stacks;
  private final ThreadDirectory directory;
  private final long traceEndNanos;
  private final Gaps uncovered;
  private final LockWaits lockWaits;
  private final TracedMethods traced;
  private final OnCpu onCpu;
  private final BitSet runsInGaps;
  private final SpanWriter writer;
  private final LinkWriter links;
  private final UnparkJudge unparks;
  private final OpenOperations open = new OpenOperations();
  private Diagnostics.Builder diagnostics = new Diagnostics.Builder();

  // The thread at hand.
  private int thread;
  private int jvm;
  private boolean isGapCertain;
  private boolean isStartSeen;
  private boolean isEndSeen;
  private long lifeStartNanos;
  private long lifeEndNanos;
  private long latestEndNanos;
  private long cursorNanos;

  /** What is known of the moment at the cursor: UNKNOWN, CERTAIN, or the native method. */
  private long left;

  /** The source of spans that go on with the native method on the left, and the row. */
  private int leftSource;

  private int leftRow;

  /** The lock wait that the next park is of, or NONE. */
  private int lockWait;

  Reenactment(Stage stage, SpanWriter writer, LinkWriter links) {
    evidence = stage.evidence();
    statuses = evidence.statuses;
    nativeStacks = stage.recording().events(ConsumedEvent.NATIVE_METHOD_SAMPLE).stacks();
    frames = stage.frames();
    stacks = stage.stacks();
    directory = stage.recording().threads();
    traceEndNanos = stage.recording().durationNanos();
    uncovered = stage.recording().gaps();
    lockWaits = stage.lockWaits();
    traced = stage.traced();
    onCpu = stage.onCpu();
    runsInGaps = stage.runsInGaps();
    unparks = new UnparkJudge(stage.recording(), stage.wakers(), links);
    this.writer = writer;
    this.links = links;
  }

  @Override
  public void countIn(Diagnostics.Builder ledger) {
    diagnostics = ledger;
    unparks.countIn(ledger);
  }

  @Override
  public void begin(
      int ofThread, long startNanos, long endNanos, boolean startSeen, boolean endSeen) {
    thread = ofThread;
    jvm = directory.jvm(ofThread);
    isGapCertain = runsInGaps.get(ofThread);
    isStartSeen = startSeen;
    isEndSeen = endSeen;
    lifeStartNanos = startNanos;
    lifeEndNanos = endNanos;
    latestEndNanos = Long.MIN_VALUE;
    cursorNanos = startNanos;
    left = startSeen ? CERTAIN : UNKNOWN;
    lockWait = NONE;
    unparks.begin(ofThread);
  }

  @Override
  public long latestEndNanos() {
    return latestEndNanos;
  }

  @Override
  public void end(long endNanos) {
    closeUntil(endNanos);
    fillGap(endNanos, isEndSeen ? CERTAIN : UNKNOWN);
  }

  @Override
  public void entry(int code, int row, long startNanos, long durationNanos) {
    Evidence.Kind kind = Evidence.kind(code);
    long end = startNanos + kind.lengthNanos(durationNanos);
    latestEndNanos = Math.max(latestEndNanos, end);
    countIfOutsideLife(startNanos, end);
    if (end < lifeStartNanos || startNanos > lifeEndNanos) {
      return;
    }
    long start = Math.max(startNanos, lifeStartNanos);
    long clippedEnd = Math.min(end, lifeEndNanos);
    closeUntil(start);
    if (kind == Evidence.Kind.OPERATION) { // most are
      operation(code, row, start, clippedEnd);
      return;
    }
    switch (kind) {
      case PINNED -> pinned(code, row, start, clippedEnd);
      case PROOF -> proof(row, startNanos, start, end);
      case STATUS -> status(row, start);
      case NATIVE_SAMPLE -> nativeSample(row, start);
      case INSTANT, RUNNABLE -> instant(start);
      case PARK -> park(code, row, start, clippedEnd);
      case RUN -> {
        links.run(row);
        operation(code, row, start, clippedEnd);
      }
      case UNPARK -> unpark(row, start);
      case LOCK_WAIT -> {
        instant(start);
        lockWait = row;
      }
      case TRACED -> traced(row, start, clippedEnd);
      case OPERATION, IGNORED -> {}
    }
  }

  private void countIfOutsideLife(long startNanos, long endNanos) {
    // A life that goes beyond the trace is clipped, and so says nothing of what lies there.
    boolean isTooEarly =
        isStartSeen && lifeStartNanos > 0 && startNanos < lifeStartNanos - ROUNDING_NANOS;
    boolean isTooLate =
        isEndSeen && lifeEndNanos < traceEndNanos && endNanos > lifeEndNanos + ROUNDING_NANOS;
    if (isTooEarly || isTooLate) {
      diagnostics.count(
          Diagnostic.ILLEGAL_TRANSITION, "an event before its thread starts or after it ends");
    }
  }

  private void operation(int code, int row, long start, long end) {
    while (!open.isEmpty() && open.endNanos() < end) {
      if (open.endNanos() - start > ROUNDING_NANOS) {
        diagnostics.count(Diagnostic.SPAN_CLIPPED, "");
      }
      pop(start);
    }
    int flags = 0;
    if (open.isEmpty()) {
      fillGap(start, CERTAIN);
    } else if (code == MONITOR_WAIT && topKind() == Evidence.Kind.TRACED) {
      open.replace(code, row); // it is written when the thread runs again, and has no length
      return;
    } else {
      emitTop(start);
      flags = topKind() == Evidence.Kind.PINNED ? PINNED : 0;
      refuteLeaf();
    }
    open.push(code, row, end, flags);
    lockWait = NONE;
  }

  private Evidence.Kind topKind() {
    return Evidence.kind(open.code());
  }

  private void refuteLeaf() {
    if (topKind().isOperation()) {
      SpanLaw law = Evidence.spanLaw(open.code());
      if (law.isLeaf()) {
        String operation = law.operation().label();
        diagnostics.count(Diagnostic.ILLEGAL_TRANSITION, "an operation during a " + operation);
        open.mark(REFUTED);
      }
    }
  }

  private void park(int code, int row, long start, long end) {
    int ofLock = lockWait;
    if (ofLock == NONE) {
      operation(code, row, start, end);
    } else {
      lockWaits.parked(ofLock, row);
      operation(Evidence.LOCK_PARK, ofLock, start, end);
    }
  }

  private void unpark(int row, long start) {
    boolean isParked = !open.isEmpty() && topKind() == Evidence.Kind.PARK;
    if (unparks.isByThread(row, isParked)) {
      instant(start);
    }
  }

  private void pinned(int code, int row, long start, long end) {
    if (!open.isEmpty()) {
      open.mark(PINNED);
      return;
    }
    fillGap(start, CERTAIN);
    open.push(code, row, end, 0);
  }

  /** A method in which a virtual thread waits. What is open says more: a sleep parks, too. */
  private void traced(int row, long start, long end) {
    int code = traced.code(row);
    if (code != TracedMethods.NONE && directory.isVirtual(thread) && open.isEmpty()) {
      fillGap(start, CERTAIN);
      open.push(code, row, end, 0);
    }
  }

  private void instant(long start) {
    if (open.isEmpty()) { // otherwise the operation says more
      fillGap(start, CERTAIN);
      left = CERTAIN;
    }
  }

  private void nativeSample(int row, long start) {
    int stack = nativeStacks.at(row);
    if (stack == Stacks.NONE) {
      instant(start);
    } else if (open.isEmpty()) {
      observe(start, topMethod(stack), SpanSources.NATIVE_BY_SAMPLE, row);
    }
  }

  private void status(int row, long start) {
    if (open.isEmpty()) {
      if (statuses.finding(row) == StatusProofs.Finding.RUNNING) {
        instant(start);
      } else {
        observe(start, nativeMethodAt(row), SpanSources.NATIVE_BY_STATUS, row);
      }
    }
  }

  /** Returns the native method that a status found the thread in, or UNKNOWN if it waited. */
  private long nativeMethodAt(int status) {
    boolean isNative = statuses.finding(status) == StatusProofs.Finding.NATIVE;
    return isNative ? topMethod(statuses.stack(status)) : UNKNOWN;
  }

  /** Fills the gap up to an observation and begins the next one with it. */
  private void observe(long nanos, long observation, int source, int row) {
    fillGap(nanos, observation);
    left = observation;
    leftSource = source;
    leftRow = row;
  }

  /** A thread in native code without Java frames, such as an attach listener, names no method. */
  private long topMethod(int stack) {
    if (stack == Stacks.NONE) {
      return UNKNOWN;
    }
    int frame = stacks.frame(stack);
    return (long) (frames.className(frame) + 1) << 32 | frames.methodName(frame);
  }

  /** Whatever the thread recorded in between contradicts a proof, but for the same native call. */
  private void proof(int row, long rawStart, long start, long end) {
    boolean isNative = statuses.finding(row) == StatusProofs.Finding.NATIVE;
    if (!open.isEmpty() || evidence.hasEventIn(thread, rawStart, end, isNative)) {
      return;
    }
    observe(start, nativeMethodAt(row), SpanSources.NATIVE_BY_STATUS, row);
    open.push(Evidence.PROOF, row, Math.min(end, lifeEndNanos), 0);
  }

  private void closeUntil(long nanos) {
    while (!open.isEmpty() && open.endNanos() <= nanos) {
      pop(open.endNanos());
    }
  }

  private void pop(long end) {
    emitTop(end);
    left = CERTAIN;
    if (open.code() == Evidence.PROOF) {
      left = nativeMethodAt(open.row());
      leftSource = SpanSources.NATIVE_BY_STATUS;
      leftRow = open.row();
    } else if (topKind() == Evidence.Kind.PARK) {
      boolean isLock = open.code() == Evidence.LOCK_PARK;
      unparks.parkEnded(isLock ? lockWaits.park(open.row()) : open.row(), end);
    }
    open.pop();
  }

  /** Writes the innermost open entry from the cursor to {@code end}. */
  private void emitTop(long end) {
    if (end <= cursorNanos) {
      return;
    }
    int row = open.row();
    int flags = open.is(EMITTED) ? Spans.CONTINUED : 0;
    if (open.is(REFUTED)) {
      writer.gap(cursorNanos, SpanSources.UNDETERMINED, 0, UNKNOWN);
    } else if (topKind() == Evidence.Kind.PROOF) {
      writer.proof(cursorNanos, statuses.proof(row), row);
    } else if (topKind() == Evidence.Kind.PINNED) {
      writer.operation(cursorNanos, SpanSources.PINNED | Spans.PINNED | flags, row);
    } else {
      int pinned = open.is(PINNED) ? Spans.PINNED : 0;
      writer.operation(cursorNanos, Evidence.spanSource(open.code()) | pinned | flags, row);
    }
    open.mark(EMITTED);
    cursorNanos = end;
  }

  private void fillGap(long end, long right) {
    int gap = uncovered.firstEndingAfter(jvm, cursorNanos);
    for (; gap < uncovered.count(jvm) && uncovered.fromNanos(jvm, gap) < end; gap++) {
      fillCoveredGap(uncovered.fromNanos(jvm, gap), right);
      writer.gap(cursorNanos, SpanSources.UNDETERMINED, 0, UNKNOWN);
      cursorNanos = Math.min(end, uncovered.toNanos(jvm, gap));
    }
    fillCoveredGap(end, right);
  }

  private void fillCoveredGap(long end, long right) {
    if (end <= cursorNanos) {
      return;
    }
    if (!isGapCertain || left == UNKNOWN || right == UNKNOWN) {
      writer.gap(cursorNanos, SpanSources.UNDETERMINED, 0, UNKNOWN);
    } else if (left == CERTAIN || left != right) {
      onCpu.split(thread, cursorNanos, end, writer);
    } else {
      writer.gap(cursorNanos, leftSource, leftRow, left);
    }
    cursorNanos = end;
  }
}
