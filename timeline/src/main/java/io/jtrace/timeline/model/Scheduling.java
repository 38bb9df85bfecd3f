package io.jtrace.timeline.model;

/**
 * What a trace knows of schedulers beside the states of threads.
 *
 * @param carrierRuns which virtual thread ran on which carrier
 * @param cpuUse how much time threads spent on processors, and waiting for one
 * @param cpuSlices which thread was on which processor
 * @param taskQueues how long tasks waited in the queues of executors
 */
public record Scheduling(
    CarrierRuns carrierRuns, CpuUse cpuUse, CpuSlices cpuSlices, QueuedTasks taskQueues) {
  /** Returns that nothing is known. */
  public static Scheduling none() {
    return new Scheduling(CarrierRuns.none(), CpuUse.none(), CpuSlices.none(), QueuedTasks.none());
  }
}
