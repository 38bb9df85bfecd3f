package io.jtrace.timeline.export;

import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.QueuedTasks;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Strings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Tasks that executors ran: an instant where a worker begins with one, and how many others are
 * still in the queue then.
 */
final class ExecutorTasks {
  static final String LABEL = "task begins";
  static final String CATEGORY = "executor";

  /** The queues of no more executors are drawn, the first that have tasks. */
  private static final int MAX_QUEUES = 100;

  private static final String UNKNOWN_EXECUTOR = "executor";

  private record Executor(int jvm, int className, long identity) {}

  private final Trace trace;
  private final ThreadRows rows;
  private final FlowEnds flows;
  private final QueuedTasks tasks;
  private final Map<Executor, Integer> queues = new HashMap<>();

  /** Takes a task, and the position of the arrow from its submitter or -1. */
  interface Sink {
    void accept(int task, int arrow) throws IOException;
  }

  ExecutorTasks(Trace trace, ThreadRows rows, FlowEnds flows) {
    this.trace = trace;
    this.rows = rows;
    this.flows = flows;
    tasks = trace.taskQueues();
  }

  /**
   * Passes on the tasks whose worker has a row, in order of their start; their arrows are taken.
   */
  void forEach(Sink sink) throws IOException {
    for (int task = tasks.firstAtOrAfter(rows.window().startNanos());
        task < tasks.size() && tasks.nanos(task) < rows.window().endNanos();
        task++) {
      if (rows.isDrawn(tasks.worker(task))) {
        int arrow =
            flows.untaken(
                Flows.Kind.SUBMIT, tasks.submitter(task), tasks.worker(task), tasks.nanos(task));
        if (arrow >= 0) {
          flows.take(arrow);
        }
        sink.accept(task, arrow);
      }
    }
  }

  /** Returns a number for the queue that a task was in; -1 where there are too many. */
  int queue(int task) {
    Executor executor =
        new Executor(
            trace.threads().jvm(tasks.worker(task)),
            tasks.executorClass(task),
            tasks.executor(task));
    Integer known = queues.get(executor);
    if (known != null) {
      return known;
    }
    int queue = queues.size() < MAX_QUEUES ? queues.size() : -1;
    if (queue >= 0) {
      queues.put(executor, queue);
    }
    return queue;
  }

  /** Returns such as {@code ThreadPoolExecutor@1a2b: tasks in queue}. */
  String queueLabel(int task) {
    return executor(task) + ": tasks in queue";
  }

  private String executor(int task) {
    String className = trace.strings().atOr(tasks.executorClass(task), UNKNOWN_EXECUTOR);
    return Labels.simpleName(className) + "@" + Long.toHexString(tasks.executor(task));
  }

  /** Describes a task. */
  void describe(int task, ArgSink sink) throws IOException {
    sink.text(Arg.EXECUTOR, executor(task));
    sink.text(Arg.CLASS, tasks.taskClass(task));
    sink.number(Arg.QUEUED_NANOS, tasks.queuedNanos(task));
    sink.number(Arg.QUEUE_SIZE, tasks.queueSize(task));
    int submitter = tasks.submitter(task);
    sink.text(Arg.SUBMITTED_BY, submitter < 0 ? Strings.NONE : trace.threads().name(submitter));
  }
}
