package io.jtrace.timeline.analysis;

import io.jtrace.timeline.jfr.Diagnostic;
import io.jtrace.timeline.jfr.EventTypeSummary;
import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.QueuedTasks;
import io.jtrace.timeline.model.Trace;
import java.util.HashSet;
import java.util.Set;

/**
 * What a recording holds about schedulers.
 *
 * @param hooked whether it would show runs of virtual threads if there were any
 * @param syscalls whether system calls were sampled
 * @param carriers threads that carried a virtual thread
 * @param runs of virtual threads on carriers
 * @param runnables how often a virtual thread became runnable
 * @param lost events about virtual threads that are missing
 * @param executors executors whose tasks are recorded
 */
public record SchedulingFacts(
    boolean hooked,
    CpuSource cpuSource,
    boolean syscalls,
    int carriers,
    long runs,
    long runnables,
    long lost,
    int executors) {
  private static final String RUN = "jtrace.VirtualThreadRun";
  private static final String RUNNABLE = "jtrace.VirtualThreadRunnable";
  private static final String SYSCALL = "jtrace.SyscallSample";

  /** Returns what {@code trace} holds. */
  public static SchedulingFacts of(Trace trace) {
    return new SchedulingFacts(
        trace.carrierRuns().size() > 0 || Recorded.in(trace, RUN),
        trace.facts().cpuSource(),
        Recorded.in(trace, SYSCALL),
        trace.carrierRuns().carriers().size(),
        trace.carrierRuns().size(),
        count(trace, RUNNABLE),
        trace.diagnostics().count(Diagnostic.SCHEDULING_EVENTS_LOST),
        executors(trace.taskQueues()));
  }

  /** Returns whether a trace tells when threads are runnable. */
  static boolean areRunnablesRecorded(Trace trace) {
    return trace.carrierRuns().size() > 0
        || Recorded.in(trace, RUNNABLE)
        || trace.facts().cpuSource() == CpuSource.PERF;
  }

  private static long count(Trace trace, String typeName) {
    return trace.eventTypes().stream()
        .filter(type -> type.name().equals(typeName))
        .mapToLong(EventTypeSummary::count)
        .sum();
  }

  private static int executors(QueuedTasks tasks) {
    Set<QueueDelays.Executor> executors = new HashSet<>();
    for (int task = 0; task < tasks.size(); task++) {
      executors.add(QueueDelays.Executor.of(tasks, task));
    }
    return executors.size();
  }
}
