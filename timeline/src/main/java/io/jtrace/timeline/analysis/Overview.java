package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.Instants;
import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The first page: what stands out in a range.
 *
 * @param groups by name, all of them
 * @param gc pauses of the range
 * @param monitors waits to enter monitors by lock class, most time first
 */
public record Overview(
    TimeRange range,
    Numbers numbers,
    StatesOverTime statesOverTime,
    ThreadGroups groups,
    GcSummary gc,
    List<LockSummary.Lock> monitors) {
  /**
   * The numbers at the top; empty ones were not recorded.
   *
   * @param cpuCores mean number of processors the JVM kept busy
   * @param processors that the JVM has
   * @param blockedNanos waits for monitors, over all threads
   * @param parkedNanos parks, over all threads
   * @param ioNanos socket and file I/O, over all threads
   * @param maxPauseNanos the longest GC pause
   * @param pinnedCount how often a virtual thread held on to its carrier while it waited
   * @param exceptions Java exceptions and errors created
   * @param allocatedBytes an estimate from samples
   * @param maxSafepointNanos the longest safepoint, from its request
   */
  public record Numbers(
      OptionalDouble cpuCores,
      int processors,
      long blockedNanos,
      long parkedNanos,
      long ioNanos,
      OptionalLong maxPauseNanos,
      long pauseCount,
      long pauseTotalNanos,
      OptionalLong pinnedCount,
      OptionalLong pinnedNanos,
      OptionalLong exceptions,
      OptionalLong allocatedBytes,
      OptionalLong maxSafepointNanos) {}

  /** Copies the list. */
  public Overview {
    monitors = List.copyOf(monitors);
  }

  /**
   * Looks at {@code range}.
   *
   * @param buckets of the chart of states over time
   */
  public static Overview of(Trace trace, TimeRange range, int buckets) {
    ThreadGroups groups = ThreadGroups.of(trace, range, Grouping.NAME);
    GcSummary gc = GcSummary.of(trace, range);
    return new Overview(
        range,
        numbers(trace, range, groups, gc),
        StatesOverTime.of(trace, range, buckets),
        groups,
        gc,
        LockSummary.of(trace, range).monitors());
  }

  private static Numbers numbers(Trace trace, TimeRange range, ThreadGroups groups, GcSummary gc) {
    int processors = trace.facts().jvms().get(0).processors();
    Tally pinned = pinned(trace, range);
    return new Numbers(
        cpuCores(trace, range, processors),
        processors,
        sum(groups, State.BLOCKED),
        sum(groups, State.PARKED),
        sum(groups, State.SOCKET_IO) + sum(groups, State.FILE_IO),
        gc.recorded() ? OptionalLong.of(gc.maxPauseNanos()) : OptionalLong.empty(),
        gc.pauses().size(),
        gc.pauseTotalNanos(),
        Recorded.value(trace, "jdk.VirtualThreadPinned", pinned.count),
        pinned.count > 0 || Recorded.in(trace, "jdk.VirtualThreadPinned")
            ? OptionalLong.of(pinned.totalNanos)
            : OptionalLong.empty(),
        exceptions(trace, range),
        Recorded.value(trace, "jdk.ObjectAllocationSample", allocatedBytes(trace, range)),
        Recorded.value(trace, "jdk.SafepointBegin", longestSafepoint(trace.slices(), range)));
  }

  private static long sum(ThreadGroups groups, State state) {
    return groups.groups().stream().mapToLong(group -> group.states().nanos(state)).sum();
  }

  /** The load is measured over the time before each value: the value holds backwards. */
  private static OptionalDouble cpuCores(Trace trace, TimeRange range, int processors) {
    double load = 0;
    boolean found = false;
    for (Counter counter : trace.counters()) {
      if (counter.key().equals("cpu.jvm.user") || counter.key().equals("cpu.jvm.system")) {
        OptionalDouble mean = CounterMean.of(counter, range);
        if (mean.isPresent()) {
          load += mean.getAsDouble();
          found = true;
        }
      }
    }
    return found && processors > 0 ? OptionalDouble.of(load * processors) : OptionalDouble.empty();
  }

  private static Tally pinned(Trace trace, TimeRange range) {
    Tally tally = new Tally();
    PinnedStretches.each(
        trace,
        range,
        thread -> true,
        stretch -> tally.add(range.overlapNanos(stretch.startNanos(), stretch.endNanos())));
    return tally;
  }

  private static OptionalLong exceptions(Trace trace, TimeRange range) {
    Instants instants = trace.instants();
    long count = 0;
    int end = instants.firstAtOrAfter(range.endNanos());
    for (int i = instants.firstAtOrAfter(range.startNanos()); i < end; i++) {
      Instants.Kind kind = instants.kind(i);
      if (kind == Instants.Kind.EXCEPTION || kind == Instants.Kind.ERROR) {
        count++;
      }
    }
    return Recorded.value(trace, "jdk.JavaExceptionThrow", count);
  }

  private static long allocatedBytes(Trace trace, TimeRange range) {
    Samples samples = trace.samples();
    long bytes = 0;
    int end = samples.firstAtOrAfter(range.endNanos());
    for (int s = samples.firstAtOrAfter(range.startNanos()); s < end; s++) {
      bytes += samples.kind(s) == Samples.Kind.ALLOCATION ? samples.weight(s) : 0;
    }
    return bytes;
  }

  private static long longestSafepoint(Slices slices, TimeRange range) {
    long longest = 0;
    for (int s = slices.first(Track.SAFEPOINT); s < slices.end(Track.SAFEPOINT); s++) {
      if (slices.depth(s) == 0 && range.touches(slices.startNanos(s), slices.endNanos(s))) {
        longest = Math.max(longest, slices.endNanos(s) - slices.startNanos(s));
      }
    }
    return longest;
  }
}
