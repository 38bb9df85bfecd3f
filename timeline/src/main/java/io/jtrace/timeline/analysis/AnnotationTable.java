package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * All tasks and regions of a trace, with all that belongs to them: for those who answer questions
 * without the trace.
 *
 * @param tasksRecorded whether the trace would show tasks if there were any
 * @param regionsRecorded whether it would show regions
 * @param tasks by index
 * @param works by index of the task
 * @param regions by start
 */
public record AnnotationTable(
    boolean tasksRecorded,
    boolean regionsRecorded,
    List<TaskRow> tasks,
    List<Work> works,
    List<RegionRow> regions) {
  /**
   * What was done for a task.
   *
   * @param threads that worked for it, most time first
   * @param logs by time
   */
  public record Work(List<ThreadTime> threads, List<TaskDetails.Message> logs) {
    /** Copies the lists. */
    public Work {
      threads = List.copyOf(threads);
      logs = List.copyOf(logs);
    }
  }

  /** Copies the lists. */
  public AnnotationTable {
    tasks = List.copyOf(tasks);
    works = List.copyOf(works);
    regions = List.copyOf(regions);
  }

  /** Returns how many tasks, regions and messages a table of {@code trace} has. */
  public static long size(Trace trace) {
    Slices slices = trace.slices();
    return (long) trace.tasks().size()
        + trace.annotations().logs().size()
        + slices.end(Track.REGION)
        - slices.first(Track.REGION);
  }

  /** Lists everything. */
  public static AnnotationTable of(Trace trace) {
    List<Integer> all = IntStream.range(0, trace.tasks().size()).boxed().toList();
    Map<Integer, TaskParts> parts = TaskParts.of(trace, all);
    List<TaskRow> tasks = new ArrayList<>();
    List<Work> works = new ArrayList<>();
    for (int task : all) {
      TaskParts own = Objects.requireNonNull(parts.get(task));
      tasks.add(TaskRow.of(trace, task, own));
      works.add(new Work(own.threads(trace), TaskDetails.messages(trace, own.logs())));
    }
    List<RegionRow> regions = regions(trace);
    return new AnnotationTable(
        TaskSummary.isRecorded(trace), RegionSummary.isRecorded(trace), tasks, works, regions);
  }

  private static List<RegionRow> regions(Trace trace) {
    Slices slices = trace.slices();
    return IntStream.range(slices.first(Track.REGION), slices.end(Track.REGION))
        .mapToObj(region -> RegionRow.of(trace, region, slices.depth(region)))
        .toList();
  }
}
