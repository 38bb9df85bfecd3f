package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import org.jspecify.annotations.Nullable;

/**
 * A region.
 *
 * @param depth how many regions of its thread, of those that are listed together, are around it
 * @param thread -1 if it is not known
 * @param task index of the task that it belongs to, or -1
 * @param states of its thread in it
 */
public record RegionRow(
    String type,
    int depth,
    int thread,
    @Nullable String threadName,
    long startNanos,
    long endNanos,
    int task,
    @Nullable String taskType,
    StateTotals states) {

  static RegionRow of(Trace trace, int region, int depth) {
    Slices slices = trace.slices();
    int thread = slices.thread(region);
    int task = TaskParts.taskOf(trace, region);
    StateTotals.Sum sum = new StateTotals.Sum();
    if (thread >= 0) {
      sum.add(
          trace.spans(), new TimeRange(slices.startNanos(region), slices.endNanos(region)), thread);
    }
    return new RegionRow(
        trace.strings().at(slices.name(region)),
        depth,
        thread,
        thread < 0 ? null : trace.threadName(thread),
        slices.startNanos(region),
        slices.endNanos(region),
        task,
        task < 0 ? null : TaskRow.typeOf(trace, task),
        sum.total());
  }
}
