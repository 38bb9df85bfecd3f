package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.QueuedTasks;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How long tasks waited in the queues of executors until a thread began with them. A task counts in
 * the range in which it began, with its whole wait.
 *
 * @param queues most waiting time first
 */
public record QueueDelays(List<Queue> queues) {
  /**
   * The tasks of one executor.
   *
   * @param executor its class and identity hash, as {@code java.util.concurrent.ForkJoinPool@1a2b}
   * @param maxQueueSize most tasks that were left in the queue when one began
   * @param worst the task that waited longest
   */
  public record Queue(String executor, Distribution delays, long maxQueueSize, Task worst) {}

  /**
   * A task.
   *
   * @param nanos when it was begun
   * @param worker who ran it, or -1
   * @param submitter who gave it to the executor, or -1
   */
  public record Task(
      int worker,
      @Nullable String workerName,
      long nanos,
      long queuedNanos,
      int submitter,
      @Nullable String submitterName) {}

  /** What tells executors apart. */
  record Executor(int className, long identity) {
    static Executor of(QueuedTasks tasks, int task) {
      return new Executor(tasks.executorClass(task), tasks.executor(task));
    }

    String name(Trace trace) {
      return trace.strings().atOr(className, "executor") + "@" + Long.toHexString(identity);
    }
  }

  /** Copies the list. */
  public QueueDelays {
    queues = List.copyOf(queues);
  }

  /**
   * Sums up the tasks that {@code workers} began in {@code range}; empty if tasks are not recorded.
   */
  public static Optional<QueueDelays> of(Trace trace, TimeRange range, IntPredicate workers) {
    QueuedTasks tasks = trace.taskQueues();
    if (tasks.size() == 0 && !Recorded.in(trace, "jtrace.TaskQueued")) {
      return Optional.empty();
    }
    Map<Executor, Sum> sums = new LinkedHashMap<>();
    int end = tasks.firstAtOrAfter(range.endNanos());
    for (int task = tasks.firstAtOrAfter(range.startNanos()); task < end; task++) {
      if (tasks.worker(task) < 0 || workers.test(tasks.worker(task))) {
        sums.computeIfAbsent(Executor.of(tasks, task), key -> new Sum()).add(tasks, task);
      }
    }
    List<Queue> queues = new ArrayList<>();
    sums.forEach((executor, sum) -> queues.add(sum.queue(trace, executor)));
    queues.sort(
        Comparator.comparingLong((Queue queue) -> -queue.delays().totalNanos())
            .thenComparing(Queue::executor));
    return Optional.of(new QueueDelays(queues));
  }

  private static final class Sum {
    private final Durations delays = new Durations();
    private long maxQueueSize;
    private long maxNanos = -1;
    private int worst;

    void add(QueuedTasks tasks, int task) {
      long nanos = tasks.queuedNanos(task);
      delays.add(nanos);
      maxQueueSize = Math.max(maxQueueSize, tasks.queueSize(task));
      if (nanos > maxNanos) {
        maxNanos = nanos;
        worst = task;
      }
    }

    Queue queue(Trace trace, Executor executor) {
      return new Queue(
          executor.name(trace), delays.distribution(), maxQueueSize, task(trace, worst));
    }
  }

  private static Task task(Trace trace, int task) {
    QueuedTasks tasks = trace.taskQueues();
    int worker = tasks.worker(task);
    int submitter = tasks.submitter(task);
    return new Task(
        worker,
        worker < 0 ? null : trace.threadName(worker),
        tasks.nanos(task),
        tasks.queuedNanos(task),
        submitter,
        submitter < 0 ? null : trace.threadName(submitter));
  }
}
