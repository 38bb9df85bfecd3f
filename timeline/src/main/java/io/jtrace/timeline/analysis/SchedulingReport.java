package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.Optional;

/**
 * Everything about when threads could have run, and what made them go on.
 *
 * @param latency empty where no scheduling events are recorded
 */
public record SchedulingReport(
    Optional<SchedulerLatency> latency,
    Pinning pinning,
    WhoWakesWhom wakers,
    QueueDelays queues,
    Starvation starvation,
    CpuTimes cpu) {
  /** Analyses {@code range} for the threads of the selection; queues are of all threads. */
  public static SchedulingReport of(Trace trace, TimeRange range, ThreadSelection selection) {
    Optional<SchedulerLatency> latency = SchedulerLatency.of(trace, range, selection);
    Pinning pinning = Pinning.of(trace, range, selection);
    return new SchedulingReport(
        latency,
        pinning,
        WhoWakesWhom.of(trace, range, selection),
        QueueDelays.of(trace, range),
        Starvation.of(trace, range, latency, pinning),
        CpuTimes.of(trace, range, selection));
  }
}
