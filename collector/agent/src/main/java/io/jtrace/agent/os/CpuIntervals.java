package io.jtrace.agent.os;

import io.jtrace.agent.options.CpuSource;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exact intervals of threads on processors, or why there are none. */
final class CpuIntervals implements AutoCloseable {

  /** Opening so many takes about half a second; see docs/overhead.md. */
  private static final long MAX_DESCRIPTORS = 4096;

  private static final int SHARE_OF_DESCRIPTORS = 4;

  private final @Nullable PerfEvents events;
  private final Optional<String> refusal;

  private CpuIntervals(@Nullable PerfEvents events, Optional<String> refusal) {
    this.events = events;
    this.refusal = refusal;
  }

  /** Opens what is wanted as far as it is to be had. */
  static CpuIntervals open(CpuSource wanted, ProcDirectory proc, NativeAccess access) {
    if (wanted == CpuSource.OFF || !proc.exists()) {
      return new CpuIntervals(null, Optional.empty());
    }
    try {
      checkWanted(wanted, proc);
      PerfKernel kernel = new PerfKernel(access.calls());
      long maxDescriptors = proc.freeDescriptors() / SHARE_OF_DESCRIPTORS;
      if (wanted == CpuSource.AUTO) {
        maxDescriptors = Math.min(maxDescriptors, MAX_DESCRIPTORS);
      }
      return new CpuIntervals(PerfEvents.open(kernel, proc, maxDescriptors), Optional.empty());
    } catch (IOException refused) {
      return new CpuIntervals(null, Optional.of("no exact intervals: " + refused.getMessage()));
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

  void drain() {
    if (events != null) {
      events.drain();
    }
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
