package io.jtrace.boot;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ThreadPoolExecutor} calls when a task is handed in, starts, or is taken back. Same
 * rules as {@link VirtualThreadHooks}.
 *
 * <p>A task is neither wrapped nor held: a {@link QueuedTasks table} remembers when it was handed
 * in. The table is given up when the event is found disabled.
 */
@SuppressWarnings("EmptyCatch") // whatever goes wrong in here must not reach the program
public final class TaskHooks {

  private static final AtomicLong lost = new AtomicLong();
  private static volatile @Nullable QueuedTasks queued;

  private TaskHooks() {}

  /** Returns how many tasks could not be remembered so far. */
  public static long lost() {
    return lost.get();
  }

  private static @Nullable QueuedTasks table(TaskQueuedEvent event) {
    QueuedTasks table = queued;
    if (!event.isEnabled()) {
      if (table != null) {
        queued = null;
      }
      return null;
    }
    if (table == null) {
      table = new QueuedTasks(lost);
      queued = table;
    }
    return table;
  }

  /** Before the executor does anything with it, on the thread that hands it in. */
  public static void submitting(@Nullable Object task, Object executor) {
    try {
      QueuedTasks table = table(new TaskQueuedEvent());
      if (table != null && task != null) {
        table.add(task, System.identityHashCode(executor), System.nanoTime());
      }
    } catch (Throwable unrecorded) {
      // the task itself is what counts
    }
  }

  /** On the worker, when it has a task, or none and ends. */
  public static void taken(@Nullable Object task, Object executor, Object queue) {
    try {
      TaskQueuedEvent event = new TaskQueuedEvent();
      QueuedTasks table = table(event);
      if (table != null && task != null) {
        table.addWorker();
        start(event, table, task, executor, queue);
      }
    } catch (Throwable unrecorded) {
      // the task itself is what counts
    }
  }

  /**
   * On the worker, before the task runs. A worker that waited for a task while its code was
   * replaced comes from the old code, which told nothing.
   */
  public static void executing(@Nullable Object task, Object executor, Object queue) {
    try {
      TaskQueuedEvent event = new TaskQueuedEvent();
      QueuedTasks table = table(event);
      if (table != null && task != null && !table.isWorker()) {
        table.addWorker();
        start(event, table, task, executor, queue);
      }
    } catch (Throwable unrecorded) {
      // the task itself is what counts
    }
  }

  private static void start(
      TaskQueuedEvent event, QueuedTasks table, Object task, Object executor, Object queue) {
    QueuedTask.Submission submission = table.take(task, System.identityHashCode(executor));
    if (submission != null) {
      event.tell(submission, task, executor);
      event.queueSize = size(queue);
      event.commit();
    }
  }

  /** Only queues that neither lock nor run code of the program are asked. */
  private static int size(Object queue) {
    if (queue.getClass() == LinkedBlockingQueue.class) {
      return ((LinkedBlockingQueue<?>) queue).size();
    }
    return queue.getClass() == SynchronousQueue.class ? 0 : -1;
  }

  /** The executor refuses it. */
  public static void rejecting(@Nullable Object task, Object executor) {
    removed(true, task, executor);
  }

  /** The executor was asked to forget it. */
  public static void removed(boolean success, @Nullable Object task, Object executor) {
    try {
      QueuedTasks table = queued;
      if (success && table != null && task != null) {
        table.take(task, System.identityHashCode(executor));
      }
    } catch (Throwable unrecorded) {
      // the task itself is what counts
    }
  }
}
