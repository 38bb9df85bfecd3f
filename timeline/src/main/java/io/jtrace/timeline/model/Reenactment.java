package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.Gaps;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.Stacks;
import java.util.Arrays;

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
 * have run, waited for a carrier or slept for long; all its gaps are UNDETERMINED. Threads of the
 * JVM wait in ways that JFR does not record; their gaps are UNDETERMINED too.
 */
final class Reenactment {
  /** Ends this close are one moment: start and length of an event are rounded separately. */
  private static final long ROUNDING_NANOS = 2;

  /** A moment that says nothing of the time beside it. */
  private static final long UNKNOWN = -1;

  /** A moment at which the thread certainly ran, or began or ended an operation. */
  private static final long CERTAIN = -2;

  private static final int EMITTED = 1;
  private static final int PINNED = 2;
  private static final int REFUTED = 4;

  /** What the replays of all threads share. */
  record Stage(
      Evidence evidence, IntColumn nativeStacks, Frames frames, Stacks stacks, Gaps uncovered) {}

  private final Evidence evidence;
  private final StatusProofs statuses;
  private final IntColumn nativeStacks;
  private final Frames frames;
  private final Stacks stacks;
  private final Gaps uncovered;
  private final SpanWriter writer;
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

  // The stack of open entries, and what happened to them.
  private int[] openCodes = new int[8];
  private int[] openRows = new int[8];
  private long[] openEnds = new long[8];
  private byte[] openFlags = new byte[8];
  private int depth;

  Reenactment(Stage stage, SpanWriter writer) {
    evidence = stage.evidence();
    statuses = evidence.statuses;
    nativeStacks = stage.nativeStacks();
    frames = stage.frames();
    stacks = stage.stacks();
    uncovered = stage.uncovered();
    this.writer = writer;
  }

  /** Counts from here on in {@code ledger}. */
  void countIn(Diagnostics.Builder ledger) {
    diagnostics = ledger;
  }

  /**
   * Begins a thread.
   *
   * @param runsInGaps whether the thread ran, or wanted to, whenever it recorded no operation
   *     between two certain moments
   * @param startNanos where its life begins
   * @param endNanos where its life ends at the latest
   */
  void begin(
      int ofThread,
      int ofJvm,
      boolean runsInGaps,
      long startNanos,
      long endNanos,
      boolean startSeen,
      boolean endSeen) {
    thread = ofThread;
    jvm = ofJvm;
    isGapCertain = runsInGaps;
    isStartSeen = startSeen;
    isEndSeen = endSeen;
    lifeStartNanos = startNanos;
    lifeEndNanos = endNanos;
    latestEndNanos = Long.MIN_VALUE;
    cursorNanos = startNanos;
    left = startSeen ? CERTAIN : UNKNOWN;
  }

  /** Returns where the latest entry so far ended. */
  long latestEndNanos() {
    return latestEndNanos;
  }

  /** Ends the thread where its life ends. */
  void end(long endNanos) {
    closeUntil(endNanos);
    fillGap(endNanos, isEndSeen ? CERTAIN : UNKNOWN);
  }

  /** Takes the next entry of the thread. */
  void entry(int code, int row, long startNanos, long durationNanos) {
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
      case INSTANT -> instant(start);
      case OPERATION, IGNORED -> {}
    }
  }

  private void countIfOutsideLife(long startNanos, long endNanos) {
    boolean isTooEarly = isStartSeen && startNanos < lifeStartNanos - ROUNDING_NANOS;
    boolean isTooLate = isEndSeen && endNanos > lifeEndNanos + ROUNDING_NANOS;
    if (isTooEarly || isTooLate) {
      diagnostics.count(
          Diagnostic.ILLEGAL_TRANSITION, "an event before its thread starts or after it ends");
    }
  }

  private void operation(int code, int row, long start, long end) {
    while (depth > 0 && openEnds[depth - 1] < end) {
      if (openEnds[depth - 1] - start > ROUNDING_NANOS) {
        diagnostics.count(Diagnostic.SPAN_CLIPPED, "");
      }
      pop(start);
    }
    int flags = 0;
    if (depth > 0) {
      emitTop(start);
      flags = topKind() == Evidence.Kind.PINNED ? PINNED : 0;
      refuteLeaf();
    } else {
      fillGap(start, CERTAIN);
    }
    push(code, row, end, flags);
  }

  private Evidence.Kind topKind() {
    return Evidence.kind(openCodes[depth - 1]);
  }

  private void refuteLeaf() {
    if (topKind() == Evidence.Kind.OPERATION) {
      SpanLaw law = Evidence.spanLaw(openCodes[depth - 1]);
      if (law.isLeaf()) {
        String operation = law.operation().label();
        diagnostics.count(Diagnostic.ILLEGAL_TRANSITION, "an operation during a " + operation);
        openFlags[depth - 1] |= REFUTED;
      }
    }
  }

  private void pinned(int code, int row, long start, long end) {
    if (depth > 0) {
      openFlags[depth - 1] |= PINNED;
      return;
    }
    fillGap(start, CERTAIN);
    push(code, row, end, 0);
  }

  private void instant(long start) {
    if (depth == 0) { // otherwise the operation says more
      fillGap(start, CERTAIN);
      left = CERTAIN;
    }
  }

  private void nativeSample(int row, long start) {
    int stack = nativeStacks.at(row);
    if (stack == Stacks.NONE) {
      instant(start);
    } else if (depth == 0) {
      observe(start, topMethod(stack), SpanSources.NATIVE_BY_SAMPLE, row);
    }
  }

  private void status(int row, long start) {
    if (depth == 0) {
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
    if (depth > 0 || evidence.hasEventIn(thread, rawStart, end, isNative)) {
      return;
    }
    observe(start, nativeMethodAt(row), SpanSources.NATIVE_BY_STATUS, row);
    push(Evidence.PROOF, row, Math.min(end, lifeEndNanos), 0);
  }

  private void push(int code, int row, long end, int flags) {
    if (depth == openEnds.length) {
      openCodes = Arrays.copyOf(openCodes, depth * 2);
      openRows = Arrays.copyOf(openRows, depth * 2);
      openEnds = Arrays.copyOf(openEnds, depth * 2);
      openFlags = Arrays.copyOf(openFlags, depth * 2);
    }
    openCodes[depth] = code;
    openRows[depth] = row;
    openEnds[depth] = end;
    openFlags[depth] = (byte) flags;
    depth++;
  }

  private void closeUntil(long nanos) {
    while (depth > 0 && openEnds[depth - 1] <= nanos) {
      pop(openEnds[depth - 1]);
    }
  }

  private void pop(long end) {
    emitTop(end);
    depth--;
    left = CERTAIN;
    if (openCodes[depth] == Evidence.PROOF) {
      left = nativeMethodAt(openRows[depth]);
      leftSource = SpanSources.NATIVE_BY_STATUS;
      leftRow = openRows[depth];
    }
  }

  /** Writes the innermost open entry from the cursor to {@code end}. */
  private void emitTop(long end) {
    if (end <= cursorNanos) {
      return;
    }
    int top = depth - 1;
    int row = openRows[top];
    int flags = (openFlags[top] & EMITTED) != 0 ? Spans.CONTINUED : 0;
    if ((openFlags[top] & REFUTED) != 0) {
      writer.gap(cursorNanos, SpanSources.UNDETERMINED, 0, UNKNOWN);
    } else if (topKind() == Evidence.Kind.PROOF) {
      writer.proof(cursorNanos, statuses.proof(row), row);
    } else if (topKind() == Evidence.Kind.PINNED) {
      writer.operation(cursorNanos, SpanSources.PINNED | Spans.PINNED | flags, row);
    } else {
      int pinned = (openFlags[top] & PINNED) != 0 ? Spans.PINNED : 0;
      writer.operation(cursorNanos, Evidence.spanSource(openCodes[top]) | pinned | flags, row);
    }
    openFlags[top] |= EMITTED;
    cursorNanos = end;
  }

  private void fillGap(long end, long right) {
    for (int i = 0; i < uncovered.count(jvm); i++) {
      long from = Math.max(cursorNanos, uncovered.fromNanos(jvm, i));
      long to = Math.min(end, uncovered.toNanos(jvm, i));
      if (from < to) {
        fillCoveredGap(from, right);
        writer.gap(from, SpanSources.UNDETERMINED, 0, UNKNOWN);
        cursorNanos = to;
      }
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
      writer.gap(cursorNanos, SpanSources.RUNNING, 0, CERTAIN);
    } else {
      writer.gap(cursorNanos, leftSource, leftRow, left);
    }
    cursorNanos = end;
  }
}
