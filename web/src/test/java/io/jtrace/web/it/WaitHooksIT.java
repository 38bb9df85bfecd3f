package io.jtrace.web.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.QueuedTasks;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hooks record of files, queues and locks, against what the program measured. */
final class WaitHooksIT {

  private static final String FILES =
      """
      import java.nio.*;
      import java.nio.channels.*;
      import java.nio.file.*;
      import static java.nio.file.StandardOpenOption.*;

      public class Files {
        public static void main(String[] arguments) throws Exception {
          Path from = Path.of(arguments[0], "from.bin");
          Path to = Path.of(arguments[0], "to.bin");
          java.nio.file.Files.write(from, new byte[100_000]);
          Recorded.run(arguments[0], () -> {
            try (FileChannel in = FileChannel.open(from, READ, WRITE);
                FileChannel out = FileChannel.open(to, CREATE, READ, WRITE)) {
              in.transferTo(0, 60_000, out);
              out.transferFrom(in, 0, 5_000);
              MappedByteBuffer mapped = in.map(FileChannel.MapMode.READ_WRITE, 0, 8192);
              mapped.put(1, (byte) 1);
              mapped.force();
            }
            try (AsynchronousFileChannel file = AsynchronousFileChannel.open(from, READ, WRITE)) {
              file.read(ByteBuffer.allocate(1234), 0).get();
              file.write(ByteBuffer.allocate(321), 0).get();
            }
          });
        }
      }
      """;

  private static final String QUEUE =
      """
      import java.util.concurrent.*;

      public class Queue {
        public static void main(String[] arguments) throws Exception {
          ThreadPoolExecutor early = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS,
              new LinkedBlockingQueue<>());
          early.prestartAllCoreThreads();
          Recorded.run(arguments[0], () -> {
            early.submit(() -> { }).get();
            early.submit(() -> { }).get();
            early.shutdown();
            ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(4), new ThreadPoolExecutor.CallerRunsPolicy());
            Runnable same = () -> nap(5);
            for (int i = 0; i < 3; i++) {
              long submitted = System.nanoTime();
              pool.execute(() -> {
                System.out.println("queued " + (System.nanoTime() - submitted));
                nap(20);
              });
            }
            pool.execute(same);
            pool.execute(same);
            pool.execute(() -> System.out.println("run by " + Thread.currentThread().getName()));
            Runnable forgotten = () -> System.out.println("never");
            while (pool.getQueue().remainingCapacity() == 0) Thread.sleep(1);
            pool.execute(forgotten);
            System.out.println("removed " + pool.remove(forgotten));
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
          });
        }

        static void nap(int millis) {
          try {
            Thread.sleep(millis);
          } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
          }
        }
      }
      """;

  private static final String LOCKS =
      """
      import java.util.concurrent.*;
      import java.util.concurrent.locks.*;

      public class Locks {
        public static void main(String[] arguments) throws Exception {
          Recorded.run(arguments[0], () -> {
            ReentrantReadWriteLock both = new ReentrantReadWriteLock(true);
            contend("exclusive", new ReentrantLock(), new ReentrantLock());
            contend("shared", both.writeLock(), both.readLock());
            Semaphore none = new Semaphore(0);
            Thread waiter = new Thread(none::acquireUninterruptibly, "semaphore");
            waiter.start();
            await(waiter);
            none.release();
            waiter.join();
          });
        }

        static void contend(String name, Lock held, Lock wanted) throws Exception {
          Lock other = held.getClass() == wanted.getClass() ? held : wanted;
          CountDownLatch isHeld = new CountDownLatch(1);
          CountDownLatch release = new CountDownLatch(1);
          Thread owner = new Thread(() -> {
            held.lock();
            isHeld.countDown();
            try {
              release.await();
            } catch (InterruptedException unexpected) {
              throw new IllegalStateException(unexpected);
            }
            held.unlock();
          }, "owner of " + name);
          owner.start();
          isHeld.await();
          Thread waiter = new Thread(() -> { other.lock(); other.unlock(); }, "waiter for " + name);
          waiter.start();
          await(waiter);
          release.countDown();
          owner.join();
          waiter.join();
        }

        static void await(Thread thread) throws Exception {
          while (thread.getState() != Thread.State.WAITING) Thread.sleep(1);
        }
      }
      """;

  private final Path directory;

  WaitHooksIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void fileOperations_areWhatTheProgramDid() throws Exception {
    HookedRecording recorded = HookedRecording.of(directory, "Files", FILES);

    assertThat(recorded.events("FileTransfer", "main"))
        .extracting(
            event -> Path.of(event.getString("path")).getFileName() + " " + event.getLong("bytes"))
        .containsExactly("from.bin 60000", "to.bin 5000");
    assertThat(recorded.events("MappedForce", "main"))
        .singleElement()
        .satisfies(event -> assertThat(event.getLong("bytes")).isEqualTo(8192));
    assertThat(recorded.events("AsyncFile", event -> true))
        .extracting(event -> event.getString("operation") + " " + event.getLong("bytes"))
        .containsExactlyInAnyOrder("read 1234", "write 321");
  }

  @Test
  void queueDelays_areThoseThatTheTasksMeasured() throws Exception {
    HookedRecording recorded = HookedRecording.of(directory, "Queue", QUEUE);

    assertThat(recorded.events("TaskQueued", "pool-1-thread-1"))
        .as("a worker from before")
        .hasSize(2);
    List<RecordedEvent> queued = recorded.events("TaskQueued", "pool-2-thread-1");
    assertThat(recorded.output()).contains("run by main", "removed true").doesNotContain("never");
    assertThat(queued)
        .hasSize(5)
        .allSatisfy(
            event -> {
              assertThat(event.getThread("submitter").getJavaName()).isEqualTo("main");
              assertThat(event.getClass("executorClass").getName())
                  .isEqualTo("java.util.concurrent.ThreadPoolExecutor");
              assertThat(event.getInt("queueSize")).isBetween(0, 4);
            });
    List<Long> measured = recorded.told("queued");
    for (int i = 0; i < measured.size(); i++) {
      assertThat(queued.get(i).getLong("queuedNanos"))
          .isPositive()
          .isLessThanOrEqualTo(measured.get(i));
    }
    assertThat(queued.get(4).getLong("queuedNanos")).isGreaterThan(65_000_000L);
    QueuedTasks tasks = recorded.trace().taskQueues();
    assertThat(tasks.size()).isEqualTo(7);
    assertThat(tasks.queuedNanos(6)).isEqualTo(queued.get(4).getLong("queuedNanos"));
  }

  @Test
  void ownerOfAContendedLock_isNamed() throws Exception {
    HookedRecording recorded = HookedRecording.of(directory, "Locks", LOCKS);

    for (String lock : List.of("exclusive", "shared")) {
      assertThat(recorded.events("LockWait", "waiter for " + lock))
          .isNotEmpty()
          .allSatisfy(
              event -> {
                assertThat(event.getThread("owner").getJavaName()).isEqualTo("owner of " + lock);
                assertThat(event.getClass("lock").getName()).contains("Reentrant", "Sync");
              });
    }
    assertThat(recorded.events("LockWait", "semaphore")).isEmpty();
  }
}
