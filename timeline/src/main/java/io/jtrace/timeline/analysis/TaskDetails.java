package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Logs;
import io.jtrace.timeline.model.Slices;
import io.jtrace.timeline.model.Tasks;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one task.
 *
 * @param parent the task that it is a part of
 * @param parts tasks that are parts of it, by start
 * @param threads that worked for it, most time first
 * @param regions by start, with their depth among those of the task
 * @param logs by time
 */
public record TaskDetails(
    TaskRow task,
    Optional<TaskRow> parent,
    List<TaskRow> parts,
    List<ThreadTime> threads,
    List<RegionRow> regions,
    List<Message> logs) {
  /** Most parts, regions and messages that are listed; {@link TaskRow} has the whole counts. */
  public static final int MAX_LISTED = 1000;

  /** A message. */
  public record Message(
      long nanos, int thread, @Nullable String threadName, String category, String text) {}

  /** Copies the lists. */
  public TaskDetails {
    parts = List.copyOf(parts);
    threads = List.copyOf(threads);
    regions = List.copyOf(regions);
    logs = List.copyOf(logs);
  }

  /**
   * Looks at one task.
   *
   * @throws IndexOutOfBoundsException if there is none with this index
   */
  public static TaskDetails of(Trace trace, int task) {
    Tasks tasks = trace.tasks();
    Objects.checkIndex(task, tasks.size());
    List<Integer> children = new ArrayList<>();
    for (int other = 0; other < tasks.size() && children.size() < MAX_LISTED; other++) {
      if (tasks.parent(other) == task) {
        children.add(other);
      }
    }
    TaskParts own = TaskParts.of(trace, task);
    int parent = tasks.parent(task);
    return new TaskDetails(
        TaskRow.of(trace, task, own),
        parent < 0
            ? Optional.empty()
            : Optional.of(TaskRow.of(trace, parent, TaskParts.of(trace, parent))),
        TaskRow.of(trace, children),
        own.threads(trace),
        regions(trace, own.regions()),
        messages(trace, own.logs().subList(0, Math.min(MAX_LISTED, own.logs().size()))));
  }

  /** The regions come by start, and those of a thread nest. */
  private static List<RegionRow> regions(Trace trace, List<Integer> regions) {
    Slices slices = trace.slices();
    Map<Integer, Deque<Long>> open = new HashMap<>();
    List<RegionRow> rows = new ArrayList<>();
    for (int region : regions.subList(0, Math.min(MAX_LISTED, regions.size()))) {
      Deque<Long> around =
          open.computeIfAbsent(slices.thread(region), thread -> new ArrayDeque<>());
      while (!around.isEmpty() && around.element() <= slices.startNanos(region)) {
        around.pop();
      }
      rows.add(RegionRow.of(trace, region, around.size()));
      around.push(slices.endNanos(region));
    }
    return rows;
  }

  static List<Message> messages(Trace trace, List<Integer> logs) {
    return logs.stream().map(log -> message(trace, log)).toList();
  }

  private static Message message(Trace trace, int log) {
    Logs logs = trace.annotations().logs();
    int thread = logs.thread(log);
    return new Message(
        logs.nanos(log),
        thread,
        thread < 0 ? null : trace.threadName(thread),
        trace.strings().atOr(logs.category(log), ""),
        trace.strings().atOr(logs.message(log), ""));
  }
}
