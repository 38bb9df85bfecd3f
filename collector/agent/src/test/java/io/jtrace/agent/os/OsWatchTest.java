package io.jtrace.agent.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class OsWatchTest {

  private static final long SPIN_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** Runs something in a thread of its own whose id at the operating system is known. */
  private static final class Worker {

    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile long osThreadId;

    static Worker start(Runnable work) throws InterruptedException {
      Worker worker = new Worker();
      Thread thread = new Thread(() -> worker.run(work), "worker");
      thread.setDaemon(true);
      thread.start();
      worker.ready.await();
      return worker;
    }

    private void run(Runnable work) {
      try {
        Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
        osThreadId = Long.parseLong(self.getFileName().toString());
        ready.countDown();
        work.run();
        done.countDown();
        end.await();
      } catch (Exception failed) {
        throw new AssertionError(failed);
      }
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void spin() {
    long endNanos = cpuNanos() + SPIN_NANOS;
    while (cpuNanos() < endNanos) {
      Thread.onSpinWait();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void threadThatSpins_ranAsLongAsTheJvmSays() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Worker spinner =
        Worker.start(
            () -> {
              awaitQuietly(go);
              spin();
            });

    Recorded recorded =
        Recorded.trace(
            "cpu=schedstat",
            null,
            1,
            () -> {
              go.countDown();
              spinner.done.await();
            });
    spinner.end.countDown();

    List<RecordedEvent> rows = recorded.named("jtrace.ThreadCpu", spinner.osThreadId);
    long ran = rows.get(rows.size() - 1).getLong("runNanos") - rows.get(0).getLong("runNanos");
    assertThat(ran).isCloseTo(SPIN_NANOS, within(SPIN_NANOS / 20));
    assertThat(rows).hasSizeGreaterThan(2);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void threadThatWaits_isWrittenAtBothEndsOnly() throws Exception {
    Worker waiter = Worker.start(() -> {});
    waiter.done.await();

    Recorded recorded = Recorded.trace("cpu=schedstat", null, 500, () -> {});
    waiter.end.countDown();

    assertThat(recorded.named("jtrace.ThreadCpu", waiter.osThreadId)).hasSize(2);
  }

  @Test
  void clocks_areRelatedWithinMicroseconds() throws Exception {
    Recorded recorded = Recorded.trace("", null, 2_500, () -> {});

    List<RecordedEvent> rows = recorded.named("jtrace.ClockSync");
    assertThat(rows).hasSizeBetween(4, 5); // both ends, and each second
    List<Long> differences = rows.stream().map(OsWatchTest::differenceNanos).toList();
    assertThat(differences)
        .allSatisfy(
            difference -> assertThat(difference).isCloseTo(differences.get(0), within(20_000L)));
  }

  private static long differenceNanos(RecordedEvent sync) {
    return ChronoUnit.NANOS.between(Instant.EPOCH, sync.getStartTime()) - sync.getLong("nanoTime");
  }

  @Test
  void cpuOff_recordsClocksOnlyAndSaysSo() throws Exception {
    Recorded recorded = Recorded.trace("cpu=off", null, 1, () -> {});

    assertThat(recorded.named("jtrace.ThreadCpu")).isEmpty();
    assertThat(recorded.named("jtrace.ClockSync")).isNotEmpty();
    assertThat(recorded.limit("cpu").getString("value")).isEqualTo("none");
    assertThat(recorded.limit("cpu").getString("reason")).isEqualTo("cpu=off was asked for");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void traceThatEnds_leavesNoThreadAndNoOpenFile() throws Exception {
    Recorded.trace("", null, 100, () -> {}); // loads what stays open

    int before = openFiles();
    Recorded.trace("", null, 100, () -> {});

    await().until(() -> !threadRuns());
    await().until(() -> openFiles() <= before);
  }

  private static boolean threadRuns() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("jtrace-os"));
  }

  private static int openFiles() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? 0 : open.length;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
