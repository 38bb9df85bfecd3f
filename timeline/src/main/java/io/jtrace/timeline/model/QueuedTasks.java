package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.ConsumedEvent;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.Recording;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;

/**
 * Tasks that executors ran, sorted by their start: how long each had waited in the queue.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class QueuedTasks {
  private final Moments moments;

  // By row of the recording.
  private final IntColumn workers;
  private final IntColumn submitters;
  private final IntColumn executorClasses;
  private final IntColumn taskClasses;
  private final LongColumn executors;
  private final LongColumn waits;
  private final LongColumn queueSizes;

  private QueuedTasks(
      Moments moments,
      IntColumn workers,
      IntColumn submitters,
      IntColumn executorClasses,
      IntColumn taskClasses,
      LongColumn executors,
      LongColumn waits,
      LongColumn queueSizes) {
    this.moments = moments;
    this.workers = workers;
    this.submitters = submitters;
    this.executorClasses = executorClasses;
    this.taskClasses = taskClasses;
    this.executors = executors;
    this.waits = waits;
    this.queueSizes = queueSizes;
  }

  /** Returns no tasks. */
  static QueuedTasks none() {
    IntColumn ids = IntColumn.empty();
    LongColumn numbers = LongColumn.empty();
    Moments moments = Moments.inOrder(ids, row -> 0, 1);
    return new QueuedTasks(moments, ids, ids, ids, ids, numbers, numbers, numbers);
  }

  static QueuedTasks of(Recording recording, Storage storage) {
    EventTable table = recording.events(ConsumedEvent.TASK_QUEUED);
    MomentSorter sorter = new MomentSorter(0, recording.durationNanos(), storage);
    sorter.add(table.starts());
    return new QueuedTasks(
        sorter.build(),
        table.threads(),
        table.ids("submitter"),
        table.ids("executorClass"),
        table.ids("task"),
        table.numbers("executor"),
        table.numbers("queuedNanos"),
        table.numbers("queueSize"));
  }

  /** Returns the number of tasks. */
  public int size() {
    return moments.size();
  }

  /** Returns when the task was begun. */
  public long nanos(int task) {
    return moments.nanos(task);
  }

  /** Returns how long it had been in the queue. */
  public long queuedNanos(int task) {
    return Math.max(0, waits.at(moments.row(task)));
  }

  /** Returns the thread that ran it, or -1. */
  public int worker(int task) {
    return workers.at(moments.row(task));
  }

  /** Returns the thread that gave it to the executor, or -1. */
  public int submitter(int task) {
    return submitters.at(moments.row(task));
  }

  /** Returns the id of the name of the executor's class, or -1. */
  public int executorClass(int task) {
    return executorClasses.at(moments.row(task));
  }

  /** Returns what tells executors of a class apart: the identity hash of the executor. */
  public long executor(int task) {
    return executors.at(moments.row(task));
  }

  /** Returns the id of the name of the task's class, or -1. */
  public int taskClass(int task) {
    return taskClasses.at(moments.row(task));
  }

  /** Returns how many tasks were still in the queue. */
  public long queueSize(int task) {
    return queueSizes.at(moments.row(task));
  }

  /** Returns the first task that began at or after {@code nanos}; {@link #size} if none did. */
  public int firstAtOrAfter(long nanos) {
    return moments.firstAtOrAfter(nanos);
  }
}
