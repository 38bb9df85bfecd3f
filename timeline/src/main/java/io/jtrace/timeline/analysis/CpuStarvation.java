package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When more threads were runnable than there are processors, and when the container's limit kept
 * the program from using them.
 *
 * @param throttledNanos how long the container was throttled, all processors together; empty if
 *     that is not recorded
 * @param throttled when, in order of time
 * @param crowdedNanos how long more threads waited than there are processors, together; empty if
 *     that is not known
 * @param stretches the longest stretches in which more threads waited than there are processors,
 *     longest first; empty if the recording does not tell when threads are runnable, or how many
 *     processors there are
 */
public record CpuStarvation(
    OptionalLong throttledNanos,
    List<Throttled> throttled,
    OptionalLong crowdedNanos,
    Optional<List<Stretch>> stretches) {
  private static final int STRETCHES = 20;

  /**
   * Between two looks at the container's account.
   *
   * @param nanos by how much its throttled time grew
   */
  public record Throttled(long startNanos, long endNanos, long nanos) {}

  /**
   * A stretch.
   *
   * @param maxRunnable most threads that were runnable at once
   */
  public record Stretch(long startNanos, long endNanos, int maxRunnable) {
    long durationNanos() {
      return endNanos - startNanos;
    }
  }

  /** Copies the lists. */
  public CpuStarvation {
    throttled = List.copyOf(throttled);
    stretches = stretches.map(List::copyOf);
  }

  /** Looks at {@code range}. */
  public static CpuStarvation of(Trace trace, TimeRange range) {
    List<Throttled> throttled = new ArrayList<>();
    OptionalLong throttledNanos = OptionalLong.empty();
    for (Counter counter : trace.counters()) {
      if (counter.key().equals("container.throttled")) {
        throttled.addAll(throttled(counter, range));
        throttledNanos = OptionalLong.of(throttled.stream().mapToLong(Throttled::nanos).sum());
      }
    }
    int processors = trace.facts().jvms().get(0).processors();
    Coverage runnable = runnable(trace, range);
    boolean isRecorded = !runnable.isEmpty() || SchedulingFacts.areRunnablesRecorded(trace);
    if (!isRecorded || processors <= 0) {
      return new CpuStarvation(throttledNanos, throttled, OptionalLong.empty(), Optional.empty());
    }
    Worst<Stretch> longest = new Worst<>(STRETCHES, Stretch::durationNanos);
    Tally crowded = new Tally();
    runnable.eachStretch(
        processors + 1,
        (start, end, most) -> {
          crowded.add(end - start);
          longest.offer(end - start, () -> new Stretch(start, end, most));
        });
    return new CpuStarvation(
        throttledNanos,
        throttled,
        OptionalLong.of(crowded.totalNanos),
        Optional.of(longest.descending()));
  }

  /** The counter only grows; what it grew by belongs to the time since the value before. */
  private static List<Throttled> throttled(Counter counter, TimeRange range) {
    List<Throttled> throttled = new ArrayList<>();
    for (int i = 1; i < counter.nanos().size(); i++) {
      long start = counter.nanos().at(i - 1);
      long end = counter.nanos().at(i);
      long nanos = Math.round(counter.values().at(i) - counter.values().at(i - 1));
      if (nanos > 0 && end > range.startNanos() && end <= range.endNanos()) {
        throttled.add(new Throttled(start, end, nanos));
      }
    }
    return throttled;
  }

  private static Coverage runnable(Trace trace, TimeRange range) {
    Coverage runnable = new Coverage();
    Spans spans = trace.spans();
    SpansIn.each(
        trace,
        range,
        span -> {
          if (spans.stateOrdinal(span) == State.RUNNABLE.ordinal()) {
            runnable.add(range, spans.startNanos(span), spans.endNanos(span));
          }
        });
    return runnable;
  }
}
