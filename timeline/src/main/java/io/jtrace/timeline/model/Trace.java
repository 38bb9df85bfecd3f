package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.Diagnostics;
import io.jtrace.timeline.jfr.EventTypeSummary;
import io.jtrace.timeline.table.Frames;
import io.jtrace.timeline.table.Stacks;
import io.jtrace.timeline.table.Strings;
import java.util.List;

/**
 * An execution trace: what every thread of a JVM did in a window of time. Immutable and safe to
 * share between threads.
 *
 * @param slices what happened beside the threads' states: GC phases, safepoints, compilations,
 *     regions
 * @param scheduling what is known of carriers, processors and executors
 * @param annotations tasks and messages that the program told its trace
 * @param customEvents events of types that jtrace does not know
 * @param eventTypes what the recording holds by event type, most bytes first
 * @param diagnostics what was lost, repaired and limited
 */
public record Trace(
    TraceFacts facts,
    Strings strings,
    Frames frames,
    Stacks stacks,
    Threads threads,
    Spans spans,
    Slices slices,
    Samples samples,
    Instants instants,
    Flows flows,
    Scheduling scheduling,
    Annotations annotations,
    CustomEvents customEvents,
    List<Counter> counters,
    List<EventTypeSummary> eventTypes,
    Diagnostics diagnostics) {
  /** Copies the lists. */
  public Trace {
    counters = List.copyOf(counters);
    eventTypes = List.copyOf(eventTypes);
  }

  /** Returns the whole time of the trace. */
  public TimeRange range() {
    return new TimeRange(0, facts.durationNanos());
  }

  /** Returns which virtual thread ran on which carrier. */
  public CarrierRuns carrierRuns() {
    return scheduling.carrierRuns();
  }

  /** Returns how much time threads spent on processors and waiting for one. */
  public CpuUse cpuUse() {
    return scheduling.cpuUse();
  }

  /** Returns which thread was on which processor when. */
  public CpuSlices cpuSlices() {
    return scheduling.cpuSlices();
  }

  /** Returns how long tasks waited in the queues of executors. */
  public QueuedTasks taskQueues() {
    return scheduling.taskQueues();
  }

  /** Returns the tasks that the program named. */
  public Tasks tasks() {
    return annotations.tasks();
  }

  /** Returns how much of the recording is lost, from 0 to 100. */
  public double lostPercent() {
    return diagnostics.lostPercent(facts.sizeBytes());
  }

  /** Returns the name of {@code thread}. */
  public String threadName(int thread) {
    return strings.at(threads.name(thread));
  }
}
