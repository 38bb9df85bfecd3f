package workload;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A virtual thread per request, so many at a time, from JDK 21 on. */
final class VirtualThreads {
  private final Semaphore permits;
  private final Runnable operation;
  private final AtomicInteger started = new AtomicInteger();

  private VirtualThreads(int concurrent, Runnable operation) {
    permits = new Semaphore(concurrent);
    this.operation = operation;
  }

  static void start(int concurrent, Runnable operation) {
    VirtualThreads threads = new VirtualThreads(concurrent, operation);
    ExecutorService executor = executor();
    Daemon.start("request-spawner", () -> threads.spawn(executor));
  }

  private void spawn(ExecutorService executor) throws InterruptedException {
    permits.acquire();
    executor.execute(this::serve);
  }

  private void serve() {
    try {
      Thread.currentThread().setName("request-" + started.incrementAndGet());
      for (int i = 2 + ThreadLocalRandom.current().nextInt(6); i > 0; i--) {
        operation.run();
      }
    } finally {
      permits.release();
    }
  }

  /** By reflection, since this compiles for JDK 17. */
  private static ExecutorService executor() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no virtual threads", e);
    }
  }
}
