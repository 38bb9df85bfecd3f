package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything about schedulers in a range; what is empty was not recorded.
 *
 * @param processors that the JVM has
 */
public record SchedulingOverview(
    OptionalInt processors,
    Optional<SchedulerLatency> latency,
    Optional<Pinning> pinning,
    WakeUps wakers,
    Optional<QueueDelays> queues,
    CpuStarvation starvation,
    CpuTimes cpu) {
  private static final int WAKERS = 200;
  private static final int THREADS = 100;

  /**
   * Looks at {@code range}.
   *
   * @param by how to group threads
   * @param group the key of the only group to look at; null for all threads. Processors and
   *     carriers have no group: what is said of them is said of all threads
   * @param buckets over time, at least one
   */
  public static SchedulingOverview of(
      Trace trace, TimeRange range, Grouping by, @Nullable String group, int buckets) {
    IntPredicate threads = by.members(trace, group);
    int processors = trace.facts().jvms().get(0).processors();
    return new SchedulingOverview(
        processors > 0 ? OptionalInt.of(processors) : OptionalInt.empty(),
        SchedulerLatency.of(trace, range, by, threads, buckets),
        Pinning.of(trace, range, threads),
        WakeUps.of(trace, range, by, threads, WAKERS),
        QueueDelays.of(trace, range, threads),
        CpuStarvation.of(trace, range),
        CpuTimes.of(trace, range, threads, THREADS));
  }
}
