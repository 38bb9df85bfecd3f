package io.jtrace.boot;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ForkJoinPool} calls when a task is handed in from outside, and {@code ForkJoinTask}
 * before any task runs. Same rules as {@link VirtualThreadHooks}.
 *
 * <p>Most tasks that run were forked by others and are nobody's business here. To know them must
 * cost next to nothing, so their class is asked for first, before a table is.
 */
@SuppressWarnings("EmptyCatch") // whatever goes wrong in here must not reach the program
public final class ForkJoinHooks {

  private static final String SCHEDULER = "java.lang.VirtualThread";

  private static final AtomicLong lost = new AtomicLong();
  private static volatile @Nullable Waiting waiting;

  private ForkJoinHooks() {}

  private record Waiting(QueuedTasks tasks, ClassCounts classes) {}

  /** Returns how many tasks could not be remembered so far. */
  public static long lost() {
    return lost.get();
  }

  /**
   * Before a pool puts a task into a queue that is no worker's, on the thread that hands it in.
   *
   * @param threads what makes the workers of the pool
   */
  public static void submitting(@Nullable ForkJoinTask<?> task, Object pool, Object threads) {
    try {
      if (task != null && !threads.getClass().getName().startsWith(SCHEDULER)) {
        Waiting now = current();
        if (now != null && now.tasks.add(task, System.identityHashCode(pool), System.nanoTime())) {
          now.classes.add(task.getClass());
        }
      }
    } catch (Throwable unrecorded) {
      // the task itself is what counts
    }
  }

  /** Returns what is waiting, {@code null} if nobody wants to know. */
  private static @Nullable Waiting current() {
    Waiting now = waiting;
    if (!new TaskQueuedEvent().isEnabled()) {
      if (now != null) {
        waiting = null;
      }
      return null;
    }
    if (now == null) {
      now = new Waiting(new QueuedTasks(lost), new ClassCounts());
      waiting = now;
    }
    return now;
  }

  /** Before a task runs, on the thread that runs it. */
  public static void starting(ForkJoinTask<?> task) {
    Waiting now = waiting;
    if (now != null && now.classes.mayHave(task.getClass())) {
      start(now, task);
    }
  }

  private static void start(Waiting now, ForkJoinTask<?> task) {
    try {
      ForkJoinPool pool = poolOfThisThread();
      QueuedTask.Submission submission =
          now.tasks.take(
              task, System.identityHashCode(pool == null ? ForkJoinPool.commonPool() : pool));
      if (submission != null) {
        now.classes.remove(task.getClass());
        // One that was cancelled does not run; one that a thread outside runs itself had no worker.
        if (pool != null && !task.isDone()) {
          tell(submission, task, pool);
        }
      }
    } catch (Throwable unrecorded) {
      // the task itself is what counts
    }
  }

  private static @Nullable ForkJoinPool poolOfThisThread() {
    return Thread.currentThread() instanceof ForkJoinWorkerThread worker ? worker.getPool() : null;
  }

  private static void tell(QueuedTask.Submission submission, Object task, ForkJoinPool pool) {
    TaskQueuedEvent event = new TaskQueuedEvent();
    if (event.isEnabled()) {
      event.tell(submission, task, pool);
      // A class of the program might have a method of its own there.
      event.queueSize =
          pool.getClass() == ForkJoinPool.class ? pool.getQueuedSubmissionCount() : -1;
      event.commit();
    }
  }
}
