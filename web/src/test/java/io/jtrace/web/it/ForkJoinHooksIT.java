package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hooks record of tasks that are handed to a {@code ForkJoinPool}. */
final class ForkJoinHooksIT {

  private static final int MANY = 20_000;

  /** With one worker, a {@code CompletableFuture} of JDK 17 starts threads instead. */
  private static final String USES_THE_COMMON_POOL =
      "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2";

  private static final String POOLS =
      """
      import java.util.concurrent.*;

      public class Pools {
        public static void main(String[] arguments) throws Exception {
          ForkJoinPool early = new ForkJoinPool(1);
          early.submit(() -> { }).get();
          Recorded.run(arguments[0], () -> {
            early.submit(() -> { }).get();
            backlog(new ForkJoinPool(1));
            common();
            many(new ForkJoinPool(1));
            virtual();
          });
        }

        static void backlog(ForkJoinPool one) throws Exception {
          CountDownLatch filled = new CountDownLatch(1);
          one.execute(() -> await(filled));
          for (int i = 0; i < 3; i++) {
            long submitted = System.nanoTime();
            one.submit(() -> {
              System.out.println("queued " + (System.nanoTime() - submitted));
              nap(20);
            });
          }
          ForkJoinTask<?> cancelled = one.submit(() -> System.out.println("never"));
          cancelled.cancel(false);
          ForkJoinTask<Integer> sum = one.submit(new Sum(200));
          filled.countDown();
          System.out.println("sum " + sum.get());
        }

        static void common() throws Exception {
          CountDownLatch done = new CountDownLatch(1);
          CompletableFuture.runAsync(done::countDown, ForkJoinPool.commonPool());
          done.await();
        }

        static void many(ForkJoinPool pool) throws Exception {
          Semaphore room = new Semaphore(100);
          for (int i = 0; i < %d; i++) {
            room.acquire();
            pool.execute(room::release);
          }
          room.acquire(100);
        }

        static void virtual() throws Exception {
          if (Runtime.version().feature() >= 21) {
            Thread thread = (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class)
                .invoke(null, (Runnable) () -> nap(1));
            thread.join();
          }
        }

        static class Sum extends RecursiveTask<Integer> {
          final int size;

          Sum(int size) { this.size = size; }

          protected Integer compute() {
            if (size == 1) return 1;
            Sum left = new Sum(size / 2);
            left.fork();
            return new Sum(size - size / 2).compute() + left.join();
          }
        }

        static void await(CountDownLatch latch) {
          try {
            latch.await();
          } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
          }
        }

        static void nap(int millis) {
          try {
            Thread.sleep(millis);
          } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
          }
        }
      }
      """
          .formatted(MANY);

  private final Path directory;

  ForkJoinHooksIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:+UseSerialGC"})
  void tasksFromOutside_wereQueuedAsLongAsTheyMeasured(String option) throws Exception {
    HookedRecording recorded =
        HookedRecording.of(directory, "Pools", POOLS, option, USES_THE_COMMON_POOL);

    List<RecordedEvent> all = recorded.events("TaskQueued", event -> true);
    assertThat(all)
        .allSatisfy(
            event -> {
              assertThat(event.getClass("executorClass").getName())
                  .isEqualTo("java.util.concurrent.ForkJoinPool");
              assertThat(event.getThread("submitter").getJavaName()).isEqualTo("main");
              assertThat(event.getInt("queueSize")).isBetween(0, 100);
            });
    assertThat(recorded.events("TaskQueued", "ForkJoinPool-1-worker-1"))
        .as("a worker from before")
        .hasSize(1);
    assertThat(recorded.events("TaskQueued", "ForkJoinPool-3-worker-1")).hasSize(MANY);
    assertThat(
            recorded.events(
                "TaskQueued",
                event -> event.getThread().getJavaName().contains("commonPool-worker")))
        .hasSize(1);
    assertThat(all).as("and none of virtual threads").hasSize(MANY + 7);
    assertBacklog(recorded);
  }

  private static void assertBacklog(HookedRecording recorded) throws Exception {
    List<RecordedEvent> queued = recorded.events("TaskQueued", "ForkJoinPool-2-worker-1");
    assertThat(recorded.output()).contains("sum 200").doesNotContain("never");
    assertThat(queued).as("without the cancelled one and what was forked").hasSize(5);
    List<Long> measured = recorded.told("queued");
    for (int i = 0; i < measured.size(); i++) {
      assertThat(queued.get(1 + i).getLong("queuedNanos"))
          .isPositive()
          .isLessThanOrEqualTo(measured.get(i));
    }
    assertThat(queued.get(4).getClass("task").getName()).isEqualTo("Pools$Sum");
    assertThat(queued.get(4).getLong("queuedNanos")).isGreaterThan(60_000_000L);
  }
}
