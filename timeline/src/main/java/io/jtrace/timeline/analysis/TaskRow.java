package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Tasks;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task.
 *
 * @param task its index in {@link Tasks}
 * @param type empty if it is not known
 * @param startNanos the start of the trace if {@code startSeen} is false
 * @param endNanos the end of the trace if {@code endSeen} is false
 * @param parent index of the task that it is a part of, or -1
 * @param thread who began it, else who ended it, else -1
 * @param labels {@code key=value} at its begin
 * @param threads how many worked for it
 * @param states of the threads while they worked for it
 */
public record TaskRow(
    int task,
    String type,
    long startNanos,
    long endNanos,
    boolean startSeen,
    boolean endSeen,
    int parent,
    int thread,
    @Nullable String threadName,
    List<String> labels,
    int threads,
    int regions,
    int logs,
    StateTotals states) {
  /** Copies the list. */
  public TaskRow {
    labels = List.copyOf(labels);
  }

  static List<TaskRow> of(Trace trace, Collection<Integer> tasks) {
    Map<Integer, TaskParts> parts = TaskParts.of(trace, tasks);
    List<TaskRow> rows = new ArrayList<>();
    tasks.forEach(task -> rows.add(of(trace, task, Objects.requireNonNull(parts.get(task)))));
    return rows;
  }

  static TaskRow of(Trace trace, int task, TaskParts parts) {
    Tasks tasks = trace.tasks();
    int thread = tasks.thread(task);
    List<ThreadTime> threads = parts.threads(trace);
    return new TaskRow(
        task,
        typeOf(trace, task),
        tasks.startNanos(task),
        tasks.endNanos(task),
        tasks.isStartSeen(task),
        tasks.isEndSeen(task),
        tasks.parent(task),
        thread,
        thread < 0 ? null : trace.threadName(thread),
        labels(trace, task),
        threads.size(),
        parts.regions().size(),
        parts.logs().size(),
        TaskParts.together(threads));
  }

  static String typeOf(Trace trace, int task) {
    return trace.strings().atOr(trace.tasks().type(task), "");
  }

  private static List<String> labels(Trace trace, int task) {
    String text = trace.strings().atOr(trace.tasks().labels(task), "");
    return text.isEmpty() ? List.of() : text.lines().toList();
  }
}
