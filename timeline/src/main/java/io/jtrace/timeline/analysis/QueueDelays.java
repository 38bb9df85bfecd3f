package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.QueuedTasks;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long tasks waited in the queues of executors, from submit to start.
 *
 * @param executors most time first
 */
public record QueueDelays(List<Executor> executors) {
  /**
   * The tasks that one executor started.
   *
   * @param name its class and identity hash, such as {@code
   *     java.util.concurrent.ThreadPoolExecutor@1a2b}
   * @param maxQueueSize the most tasks in its queue when one was started
   * @param worst the index of the {@linkplain QueuedTasks task} that waited longest
   */
  public record Executor(String name, Durations.Summary delays, long maxQueueSize, int worst) {}

  private static final class Entry {
    private final String name;
    private final Durations delays = new Durations();
    private long maxQueueSize;
    private int worst = -1;

    Entry(String name) {
      this.name = name;
    }

    void add(QueuedTasks tasks, int task) {
      delays.add(tasks.queuedNanos(task));
      maxQueueSize = Math.max(maxQueueSize, tasks.queueSize(task));
      if (worst < 0 || tasks.queuedNanos(task) > tasks.queuedNanos(worst)) {
        worst = task;
      }
    }
  }

  /** Copies the list. */
  public QueueDelays {
    executors = List.copyOf(executors);
  }

  /** Returns the delays of the tasks that were started in {@code range}. */
  public static QueueDelays of(Trace trace, TimeRange range) {
    QueuedTasks tasks = trace.taskQueues();
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (int task = tasks.firstAtOrAfter(range.startNanos()); task < tasks.size(); task++) {
      if (tasks.nanos(task) >= range.endNanos()) {
        break;
      }
      String type =
          tasks.executorClass(task) < 0
              ? "executor"
              : trace.strings().at(tasks.executorClass(task));
      String name = type + "@" + Long.toHexString(tasks.executor(task));
      entries.computeIfAbsent(name, Entry::new).add(tasks, task);
    }
    List<Executor> executors = new ArrayList<>();
    for (Entry entry : entries.values()) {
      executors.add(
          new Executor(entry.name, entry.delays.summary(), entry.maxQueueSize, entry.worst));
    }
    executors.sort(Comparator.comparingLong(executor -> -executor.delays().totalNanos()));
    return new QueueDelays(executors);
  }
}
