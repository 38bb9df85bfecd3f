package io.jtrace.timeline.export;

import io.jtrace.timeline.model.TimeRange;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The changes of state of one thread in the words of an operating system's scheduler. Steps come in
 * order of time; of several at one time the last counts, and a step that changes nothing vanishes.
 * So the importer never sees what it takes for an error.
 *
 * <p>Not safe for use by several threads.
 */
final class KernelStates {
  /** What a thread does. */
  enum Kind {
    RUNNING,
    RUNNABLE,
    /** Waits and leaves its processor to others. */
    WAITING,
    /** Waits but keeps its carrier: it is pinned, or its I/O blocks the carrier. */
    HOLDING,
    UNKNOWN,
    ENDED
  }

  /** No thread: tids are positive. */
  static final int NOBODY = 0;

  private static final String NOT_RECORDED = "not recorded";

  /**
   * A change of state.
   *
   * @param processor the number of the processor, or of the one it had before
   * @param reason why it waits
   * @param isIo whether it waits for a device
   * @param waker the tid of who made it runnable, or {@link #NOBODY}
   */
  private record Step(
      long nanos, Kind kind, int processor, @Nullable String reason, boolean isIo, int waker) {
    boolean continues(Step other) {
      return kind == other.kind
          && (kind == Kind.RUNNING
              ? processor == other.processor
              : Objects.equals(reason, other.reason));
    }

    Step at(long later) {
      return new Step(later, kind, processor, reason, isIo, waker);
    }
  }

  private final SchedulingPackets packets;
  private final int tid;
  private final long startNanos;
  private final long endNanos;
  private int processor;
  private @Nullable Step written;
  private @Nullable Step pending;

  /**
   * Begins a thread of which nothing is known.
   *
   * @param window what is shown; it ends before {@code Long.MAX_VALUE}
   */
  KernelStates(SchedulingPackets packets, TimeRange window, int tid) {
    this.packets = packets;
    this.tid = tid;
    startNanos = window.startNanos();
    endNanos = window.endNanos();
  }

  void running(long nanos, int onProcessor) throws IOException {
    step(new Step(nanos, Kind.RUNNING, onProcessor, null, false, NOBODY));
  }

  void runnable(long nanos, int waker) throws IOException {
    step(new Step(nanos, Kind.RUNNABLE, -1, null, false, waker));
  }

  void waiting(long nanos, @Nullable String reason) throws IOException {
    step(new Step(nanos, Kind.WAITING, -1, reason, false, NOBODY));
  }

  void holding(long nanos, String reason, boolean isIo) throws IOException {
    step(new Step(nanos, Kind.HOLDING, -1, reason, isIo, NOBODY));
  }

  void unknown(long nanos) throws IOException {
    step(new Step(nanos, Kind.UNKNOWN, -1, NOT_RECORDED, false, NOBODY));
  }

  void ended(long nanos) throws IOException {
    step(new Step(nanos, Kind.ENDED, -1, null, false, NOBODY));
  }

  private void step(Step raw) throws IOException {
    Step step = raw.nanos >= startNanos ? raw : raw.at(startNanos);
    if (pending != null && pending.nanos < step.nanos) {
      write(pending, step.nanos);
    }
    pending = step;
  }

  /** Ends the thread's row: what lasts longer is not known. */
  void finish() throws IOException {
    if (pending != null) {
      boolean hasEnded = pending.kind == Kind.ENDED && pending.nanos <= endNanos;
      write(pending, hasEnded ? Long.MAX_VALUE : endNanos);
      pending = null;
      if (written != null && written.kind != Kind.ENDED) {
        packets.state(endNanos, tid, processor, Kind.UNKNOWN);
      }
    }
  }

  /** Writes a step that is followed by the next at {@code until}. */
  private void write(Step step, long until) throws IOException {
    boolean isShown = step.nanos < Math.min(until, endNanos) || step.kind == Kind.ENDED;
    boolean isFirst = written == null;
    if (!isShown || step.nanos > endNanos || (isFirst && !tells(step.kind))) {
      return;
    }
    if (written != null && step.continues(written)) {
      return;
    }
    if (step.kind == Kind.RUNNING) {
      run(step, Math.min(until, endNanos));
    } else if (step.kind == Kind.RUNNABLE) {
      wake(step);
    } else {
      packets.state(step.nanos, tid, processor, step.kind);
      if (step.reason != null && step.nanos + 1 < Math.min(until, endNanos)) {
        packets.reason(step.nanos + 1, tid, processor, step.reason, step.isIo);
      }
      written = step;
    }
  }

  private static boolean tells(Kind kind) {
    return kind != Kind.UNKNOWN && kind != Kind.ENDED;
  }

  /** Between two processors there must be a moment off both. */
  private void run(Step step, long until) throws IOException {
    Step shown = step;
    if (written != null && written.kind == Kind.RUNNING) {
      packets.state(step.nanos, tid, processor, Kind.RUNNABLE);
      written = new Step(step.nanos, Kind.RUNNABLE, -1, null, false, NOBODY);
      shown = step.at(step.nanos + 1);
    }
    if (shown.nanos < until) {
      processor = shown.processor;
      packets.state(shown.nanos, tid, processor, Kind.RUNNING);
      written = shown;
    }
  }

  private void wake(Step step) throws IOException {
    boolean isAsleep = written == null || written.kind != Kind.RUNNING;
    if (isAsleep && step.waker != NOBODY) {
      packets.waking(step.nanos, tid, processor, step.waker);
    } else {
      packets.state(step.nanos, tid, processor, Kind.RUNNABLE);
    }
    written = step;
  }
}
