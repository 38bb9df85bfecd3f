package io.jtrace.timeline.analysis;

import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.EventTypeSummary;
import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.Trace;

/**
 * What a trace knows of scheduling at all.
 *
 * @param hasRuns whether runs of virtual threads are recorded
 * @param runnables how often a virtual thread was made runnable
 * @param lost runs and wake-ups that are missing
 */
public record SchedulingFacts(
    boolean hasRuns,
    CpuSource cpuSource,
    boolean hasSyscalls,
    int carriers,
    long runs,
    long runnables,
    long lost,
    int executors) {
  private static final String RUNNABLE = "jtrace.VirtualThreadRunnable";
  private static final String SYSCALL = "jtrace.SyscallSample";

  /** Returns what {@code trace} knows. */
  public static SchedulingFacts of(Trace trace) {
    return new SchedulingFacts(
        trace.carrierRuns().size() > 0,
        trace.facts().cpuSource(),
        count(trace, SYSCALL) > 0,
        trace.carrierRuns().carriers().size(),
        trace.carrierRuns().size(),
        count(trace, RUNNABLE),
        trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST),
        QueueDelays.of(trace, trace.range()).executors().size());
  }

  private static long count(Trace trace, String type) {
    return trace.eventTypes().stream()
        .filter(summary -> summary.name().equals(type))
        .mapToLong(EventTypeSummary::count)
        .sum();
  }
}
