package io.jtrace.agent.os;

import io.jtrace.agent.options.CpuSource;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Exact intervals of threads on processors, or why there are none. */
final class CpuIntervals implements AutoCloseable {

  /** Opening so many takes about half a second; see docs/overhead.md. */
  private static final long MAX_DESCRIPTORS = 4096;

  private static final int SHARE_OF_DESCRIPTORS = 4;

  /** A slice costs the program about 1.5 us: so many of them 1.5 % of its processors. */
  private static final long MAX_SLICES_PER_SECOND_AND_PROCESSOR = 10_000;

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final boolean cheapOnly;
  private final long beginNanos = System.nanoTime();
  private @Nullable PerfEvents events;
  private Optional<String> refusal;
  private long windowBeginNanos = beginNanos;
  private long slicesBeforeWindow;

  private CpuIntervals(boolean cheapOnly, @Nullable PerfEvents events, Optional<String> refusal) {
    this.cheapOnly = cheapOnly;
    this.events = events;
    this.refusal = refusal;
  }

  /** Opens what is wanted as far as it is to be had. */
  static CpuIntervals open(CpuSource wanted, ProcDirectory proc, NativeAccess access) {
    if (wanted == CpuSource.OFF || !proc.exists()) {
      return new CpuIntervals(false, null, Optional.empty());
    }
    try {
      checkWanted(wanted, proc);
      PerfKernel kernel = new PerfKernel(access.calls());
      long maxDescriptors = proc.freeDescriptors() / SHARE_OF_DESCRIPTORS;
      if (wanted == CpuSource.AUTO) {
        maxDescriptors = Math.min(maxDescriptors, MAX_DESCRIPTORS);
      }
      return new CpuIntervals(
          wanted == CpuSource.AUTO,
          PerfEvents.open(kernel, proc, maxDescriptors),
          Optional.empty());
    } catch (IOException refused) {
      return new CpuIntervals(
          false, null, Optional.of("no exact intervals: " + refused.getMessage()));
    }
  }

  private static void checkWanted(CpuSource wanted, ProcDirectory proc) throws IOException {
    if (wanted == CpuSource.SCHEDSTAT) {
      throw new IOException("cpu=schedstat was asked for");
    }
    // Some filters end the process at a call that they do not expect, and none can be asked first.
    if (wanted == CpuSource.AUTO && !proc.status("Seccomp").orElse("0").equals("0")) {
      throw new IOException(
          "a seccomp filter is in force here and might end the process; cpu=perf tries nevertheless");
    }
  }

  boolean isOpen() {
    return events != null;
  }

  /** Writes what has happened since the last time, or gives up if that is too much. */
  void drain() {
    if (events != null) {
      events.drain();
      if (cheapOnly && isTooMuch(events)) {
        giveUp(events);
      }
    }
  }

  private boolean isTooMuch(PerfEvents open) {
    long nowNanos = System.nanoTime();
    if (nowNanos - windowBeginNanos >= WINDOW_NANOS) {
      windowBeginNanos = nowNanos;
      slicesBeforeWindow = open.slices();
    }
    return open.slices() - slicesBeforeWindow
        > MAX_SLICES_PER_SECOND_AND_PROCESSOR * open.processors();
  }

  private void giveUp(PerfEvents open) {
    events = null;
    refusal =
        Optional.of(
            "exact intervals were given up after "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNanos)
                + " ms: more than "
                + MAX_SLICES_PER_SECOND_AND_PROCESSOR
                + " a second and processor cost too much (cpu=perf records them nevertheless)");
    open.close();
  }

  /** Writes what is known up to now, threads that are on a processor included. */
  void drainAll() {
    if (events != null) {
      events.drainAll();
    }
  }

  /** What the trace holds of intervals, or why none; empty if nothing is to be said. */
  Optional<String> meaning() {
    return events == null
        ? refusal
        : Optional.of("exact intervals from perf events, " + events.lost() + " records lost");
  }

  @Override
  public void close() {
    if (events != null) {
      events.close();
    }
  }
}
