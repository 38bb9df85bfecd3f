package io.jtrace.agent.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OsWatchTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void threadThatSpins_ranAsLongAsTheJvmSays() throws Exception {
    KnownThreads threads = new KnownThreads(1);

    Recorded recorded = Recorded.trace("", 1, threads::spin);

    List<RecordedEvent> rows = recorded.named("jtrace.ThreadCpu", threads.osThreadId("spinner0"));
    long ran = rows.get(rows.size() - 1).getLong("runNanos") - rows.get(0).getLong("runNanos");
    assertThat(ran).isCloseTo(KnownThreads.SPIN_NANOS, within(KnownThreads.SPIN_NANOS / 20));
    assertThat(rows).hasSizeGreaterThan(2);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void threadThatWaits_isWrittenAtBothEndsOnly() throws Exception {
    KnownThreads threads = new KnownThreads(1);

    // On a busy machine the thread may still be on its way into the wait when a trace begins.
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              Recorded recorded = Recorded.trace("", 500, () -> {});
              assertThat(recorded.named("jtrace.ThreadCpu", threads.osThreadId("spinner0")))
                  .hasSize(2);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "parked, futex, ''",
    "acceptor, accept, socket",
    "reader, read|recvfrom, socket",
    "selector, epoll_wait|epoll_pwait, eventpoll",
  })
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void threadInASystemCall_isFoundInIt(String name, String calls, String target) throws Exception {
    KnownThreads threads = new KnownThreads(0);

    // On a busy machine the thread may not have come as far in the first traces.
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertLastCall(threads.osThreadId(name), calls, target));
  }

  private static void assertLastCall(long osThreadId, String calls, String target)
      throws Exception {
    Recorded recorded = Recorded.trace("", 200, () -> {});

    List<RecordedEvent> samples = recorded.named("jtrace.SyscallSample", osThreadId);
    assertThat(samples).isNotEmpty();
    RecordedEvent last = samples.get(samples.size() - 1);
    assertThat(last.getString("name")).matches(calls);
    assertThat(last.getString("target")).isEqualTo(target);
    assertThat(recorded.limit("syscalls").getString("value")).isEqualTo("sampled");
  }

  @Test
  void syscallsOff_samplesNoneAndSaysSo() throws Exception {
    Recorded recorded = Recorded.trace("syscalls=off", 1, () -> {});

    assertThat(recorded.named("jtrace.SyscallSample")).isEmpty();
    assertThat(recorded.limit("syscalls").getString("reason"))
        .isEqualTo("syscalls=off was asked for");
  }

  @Test
  void clocks_areRelatedWithinMicroseconds() throws Exception {
    Recorded recorded = Recorded.trace("", 2_500, () -> {});

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
    Recorded recorded = Recorded.trace("cpu=off", 1, () -> {});

    assertThat(recorded.named("jtrace.ThreadCpu")).isEmpty();
    assertThat(recorded.named("jtrace.ClockSync")).isNotEmpty();
    assertThat(recorded.limit("cpu").getString("value")).isEqualTo("none");
    assertThat(recorded.limit("cpu").getString("reason")).isEqualTo("cpu=off was asked for");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void traceThatEnds_leavesNoThreadAndNoOpenFile() throws Exception {
    Recorded.trace("", 100, () -> {}); // loads what stays open

    int before = openFiles();
    Recorded.trace("", 100, () -> {});

    await().until(() -> !threadRuns());
    await().until(() -> openFiles() <= before);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void filesThatAreReadForTheTrace_areNotInIt() throws Exception {
    Recorded recorded = Recorded.trace("detail=full", 300, () -> {});

    assertThat(recorded.named("jtrace.ThreadCpu")).isNotEmpty();
    assertThat(recorded.named("jdk.FileRead"))
        .extracting(event -> event.getString("path"))
        .noneMatch(path -> path.contains("/proc/self/task"));
  }

  private static boolean threadRuns() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("jtrace-os"));
  }

  private static int openFiles() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? 0 : open.length;
  }
}
