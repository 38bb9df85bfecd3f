package io.jtrace.timeline.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Does work on several threads, the calling one among them. */
public final class Workers {
  private final Runnable work;
  private final Runnable onFailure;
  private @Nullable Throwable failure;

  private Workers(Runnable work, Runnable onFailure) {
    this.work = work;
    this.onFailure = onFailure;
  }

  /**
   * Runs {@code work} {@code count} times at once and returns when all have ended; with one worker
   * no thread is started.
   *
   * @param work takes its share from something that all share
   * @param onFailure is run when the work throws, so that the others can stop
   * @throws RuntimeException what the work threw first
   */
  public static void run(int count, Runnable work, Runnable onFailure) {
    Workers workers = new Workers(work, onFailure);
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      Thread thread = new Thread(workers::runOne, "jtrace-worker-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    workers.runOne();
    join(threads);
    workers.rethrow();
  }

  /** Runs all {@code tasks}, up to {@code count} at once, and returns when all have ended. */
  public static void runAll(int count, List<Runnable> tasks) {
    AtomicInteger next = new AtomicInteger();
    run(
        Math.min(count, tasks.size()),
        () -> {
          for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
            tasks.get(i).run();
          }
        },
        () -> next.set(tasks.size()));
  }

  private void runOne() {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      note(e);
      onFailure.run();
    }
  }

  private synchronized void note(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  private static void join(List<Thread> threads) {
    boolean isInterrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          isInterrupted = true;
        }
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void rethrow() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
