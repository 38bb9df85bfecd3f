package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.Frames;
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
 * the thread waiting, as then some wait began or ended unseen. Virtual threads: JFR writes nothing
 * when one parks, so between its events it may have run, waited for a carrier or slept for long;
 * all its gaps are UNDETERMINED. Threads of the JVM wait in ways that JFR does not record; their
 * gaps are UNDETERMINED too.
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

  private final Recording recording;
  private final Evidence evidence;
  private final StatusProofs statuses;
  private final Dictionary dictionary;
  private final Frames frames;
  private final Stacks stacks;
  private final Diagnostics.Builder diagnostics;
  private final SpanEmitter emitter;

  // The thread at hand.
  private boolean isGapCertain;
  private TimeRange life = new TimeRange(0, 0);
  private long cursorNanos;

  /** What is known of the moment at the cursor: UNKNOWN, CERTAIN, or the native method. */
  private long left;

  private int leftStack;

  // The stack of open entries: position in the evidence, end, and what happened to them.
  private int[] openPositions = new int[8];
  private long[] openEnds = new long[8];
  private byte[] openFlags = new byte[8];
  private int depth;

  Reenactment(
      Recording recording,
      Evidence evidence,
      StatusProofs statuses,
      Dictionary dictionary,
      Diagnostics.Builder diagnostics) {
    this.recording = recording;
    this.evidence = evidence;
    this.statuses = statuses;
    this.dictionary = dictionary;
    this.diagnostics = diagnostics;
    statuses.forEachStatus((thread, row, nanos) -> statuses.stack(row));
    frames = dictionary.frames();
    stacks = dictionary.stacks();
    emitter = new SpanEmitter(recording, dictionary);
  }

  /** Returns the spans of the threads replayed so far. */
  Spans spans() {
    return emitter.build();
  }

  /**
   * Replays the next thread; threads come in the order of their ids.
   *
   * @param runsInGaps whether the thread ran, or wanted to, whenever it recorded no operation
   *     between two certain moments
   */
  void replay(
      int thread, boolean runsInGaps, TimeRange lifetime, boolean startSeen, boolean endSeen) {
    isGapCertain = runsInGaps;
    life = lifetime;
    cursorNanos = lifetime.startNanos();
    left = startSeen ? CERTAIN : UNKNOWN;
    leftStack = Stacks.NONE;
    int endOfThread = evidence.end(thread);
    for (int i = evidence.first(thread); i < endOfThread; i++) {
      long start = evidence.startNanos(i);
      long end = evidence.endNanos(i);
      boolean isTooEarly = startSeen && start < lifetime.startNanos() - ROUNDING_NANOS;
      boolean isTooLate = endSeen && end > lifetime.endNanos() + ROUNDING_NANOS;
      if (isTooEarly || isTooLate) {
        diagnostics.count(
            Diagnostic.ILLEGAL_TRANSITION, "an event before its thread starts or after it ends");
      }
      if (end >= lifetime.startNanos() && start <= lifetime.endNanos()) {
        enter(i, Math.max(start, lifetime.startNanos()), endOfThread);
      }
    }
    closeUntil(lifetime.endNanos());
    fillGap(lifetime.endNanos(), endSeen ? CERTAIN : UNKNOWN);
    emitter.endThread();
  }

  private void enter(int position, long start, int endOfThread) {
    closeUntil(start);
    switch (evidence.kind(position)) {
      case Evidence.SPAN -> operation(position, start);
      case Evidence.PINNED -> pinned(position, start);
      case Evidence.PROOF -> proof(position, start, endOfThread);
      case Evidence.STATUS -> status(position, start);
      default -> instant(position, start);
    }
  }

  private void operation(int position, long start) {
    long end = Math.min(evidence.endNanos(position), life.endNanos());
    while (depth > 0 && openEnds[depth - 1] < end) {
      if (openEnds[depth - 1] - start > ROUNDING_NANOS) {
        diagnostics.count(Diagnostic.SPAN_CLIPPED, "");
      }
      pop(start);
    }
    int flags = 0;
    if (depth > 0) {
      emitTop(start);
      flags = isTop(Evidence.PINNED) ? PINNED : 0;
      refuteLeaf();
    } else {
      fillGap(start, CERTAIN);
    }
    push(position, end, flags);
  }

  private boolean isTop(int kind) {
    return evidence.kind(openPositions[depth - 1]) == kind;
  }

  private void refuteLeaf() {
    if (isTop(Evidence.SPAN) && evidence.spanLaw(openPositions[depth - 1]).isLeaf()) {
      String operation = evidence.spanLaw(openPositions[depth - 1]).operation().label();
      diagnostics.count(Diagnostic.ILLEGAL_TRANSITION, "an operation during a " + operation);
      openFlags[depth - 1] |= REFUTED;
    }
  }

  private void pinned(int position, long start) {
    if (depth > 0) {
      openFlags[depth - 1] |= PINNED;
      return;
    }
    fillGap(start, CERTAIN);
    push(position, Math.min(evidence.endNanos(position), life.endNanos()), 0);
  }

  private void instant(int position, long start) {
    if (depth > 0) {
      return; // the operation says more
    }
    InstantLaw law = evidence.instantLaw(position);
    int stack = recording.events(law.event()).stack(evidence.row(position));
    boolean isNative = law == InstantLaw.NATIVE_SAMPLE && stack != Stacks.NONE;
    moment(start, isNative ? topMethod(stack) : CERTAIN, stack);
  }

  private void status(int position, long start) {
    if (depth > 0) {
      return;
    }
    int row = evidence.row(position);
    int stack = statuses.stack(row);
    switch (statuses.finding(row)) {
      case RUNNING -> moment(start, CERTAIN, stack);
      case NATIVE -> moment(start, topMethod(stack), stack);
      case UNKNOWN -> moment(start, UNKNOWN, stack);
    }
  }

  /** Fills the gap up to an observation and begins the next one with it. */
  private void moment(long nanos, long observation, int stack) {
    fillGap(nanos, observation);
    left = observation;
    leftStack = stack;
  }

  /** A thread in native code without Java frames, such as an attach listener, names no method. */
  private long topMethod(int stack) {
    if (stack == Stacks.NONE) {
      return UNKNOWN;
    }
    int frame = stacks.frame(stack);
    return (long) (frames.className(frame) + 1) << 32 | frames.methodName(frame);
  }

  private void proof(int position, long start, int endOfThread) {
    if (depth > 0 || isContradicted(position, endOfThread)) {
      return;
    }
    int stack = statuses.stack(evidence.row(position));
    moment(start, isNativeProof(position) ? topMethod(stack) : UNKNOWN, stack);
    push(position, Math.min(evidence.endNanos(position), life.endNanos()), 0);
  }

  private boolean isNativeProof(int position) {
    return statuses.finding(evidence.row(position)) == StatusProofs.Finding.NATIVE;
  }

  /** Whatever the thread recorded in between contradicts a proof, but for the same native call. */
  private boolean isContradicted(int position, int endOfThread) {
    long end = evidence.endNanos(position);
    for (int i = position + 1; i < endOfThread && evidence.startNanos(i) < end; i++) {
      boolean isBegin = evidence.kind(i) == Evidence.STATUS;
      boolean isNativeSample =
          evidence.kind(i) == Evidence.INSTANT
              && evidence.instantLaw(i) == InstantLaw.NATIVE_SAMPLE;
      if (!isBegin && !(isNativeSample && isNativeProof(position))) {
        return true;
      }
    }
    return false;
  }

  private void push(int position, long end, int flags) {
    if (depth == openEnds.length) {
      openPositions = Arrays.copyOf(openPositions, depth * 2);
      openEnds = Arrays.copyOf(openEnds, depth * 2);
      openFlags = Arrays.copyOf(openFlags, depth * 2);
    }
    openPositions[depth] = position;
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
    if (isTop(Evidence.PROOF)) {
      int row = evidence.row(openPositions[depth - 1]);
      leftStack = statuses.stack(row);
      left = isNativeProof(openPositions[depth - 1]) ? topMethod(leftStack) : UNKNOWN;
    } else {
      left = CERTAIN;
    }
    depth--;
  }

  /** Writes the innermost open entry from the cursor to {@code end}. */
  private void emitTop(long end) {
    if (end <= cursorNanos) {
      return;
    }
    int top = depth - 1;
    int row = evidence.row(openPositions[top]);
    boolean isContinued = (openFlags[top] & EMITTED) != 0;
    if ((openFlags[top] & REFUTED) != 0) {
      emitter.gap(cursorNanos, end, State.UNDETERMINED, -1, -1);
    } else if (isTop(Evidence.PROOF)) {
      emitter.proof(statuses.proof(row), cursorNanos, end);
    } else if (isTop(Evidence.PINNED)) {
      EventTable table = recording.events(ConsumedEvent.VIRTUAL_THREAD_PINNED);
      emitter.pinned(table, row, cursorNanos, end, isContinued);
    } else {
      boolean isPinned = (openFlags[top] & PINNED) != 0;
      SpanLaw law = evidence.spanLaw(openPositions[top]);
      emitter.operation(law, row, cursorNanos, end, isPinned, isContinued);
    }
    openFlags[top] |= EMITTED;
    cursorNanos = end;
  }

  private void fillGap(long end, long right) {
    if (end <= cursorNanos) {
      return;
    }
    if (!isGapCertain || left == UNKNOWN || right == UNKNOWN) {
      emitter.gap(cursorNanos, end, State.UNDETERMINED, -1, -1);
    } else if (left == CERTAIN || left != right) {
      emitter.gap(cursorNanos, end, State.RUNNING, -1, -1);
    } else {
      int operation = dictionary.intern(StatusProofs.simpleMethod(topMethodName()));
      emitter.gap(cursorNanos, end, State.NATIVE, operation, leftStack);
    }
    cursorNanos = end;
  }

  private String topMethodName() {
    int frame = stacks.frame(leftStack);
    String method = dictionary.text(frames.methodName(frame));
    int className = frames.className(frame);
    return className < 0 ? method : dictionary.text(className) + "." + method;
  }
}
