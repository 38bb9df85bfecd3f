package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.analysis.Finding.Measure;
import io.jtrace.timeline.jfr.RecordingScript;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.timeline.model.Traces;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final long MS = 1_000_000;

  private static Findings in(Trace trace) {
    return Findings.of(trace, trace.range());
  }

  private static Optional<Finding> find(FindingKind kind, Trace trace) {
    return in(trace).findings().stream().filter(finding -> finding.kind() == kind).findFirst();
  }

  private static Finding found(FindingKind kind, String... lines) {
    return find(kind, TraceScript.of(lines)).orElseThrow();
  }

  private static void assertNone(FindingKind kind, String... lines) {
    assertThat(find(kind, TraceScript.of(lines))).isEmpty();
  }

  private static TimeRange millis(long from, long to) {
    return new TimeRange(from * MS, to * MS);
  }

  @Test
  void quietTrace_hasNoFindings() {
    assertThat(in(TraceScript.of("main: RUNNING 0-100")).findings()).isEmpty();
  }

  @Test
  void whatIsNotRecorded_isTold() {
    assertThat(in(TraceScript.of("main: RUNNING 0-10")).unknown())
        .contains(FindingKind.DEADLOCK, FindingKind.LOCK_CONVOY, FindingKind.LONG_PAUSES)
        .doesNotContain(FindingKind.PINNING, FindingKind.THROTTLED);
    assertThat(in(TraceScript.of("main: RUNNING 0-10", "@recorded jdk.JavaMonitorEnter")).unknown())
        .doesNotContain(FindingKind.LOCK_CONVOY);
  }

  @Test
  void deadlock_isACircleOfProvenWaits() {
    Finding finding =
        found(
            FindingKind.DEADLOCK,
            "a: RUNNING 0-10, BLOCKED 10-100 lock=L other=b proven",
            "b: RUNNING 0-20, BLOCKED 20-100 lock=M other=c proven",
            "c: PARKED 0-100 lock=N other=a proven",
            "d: BLOCKED 0-100 lock=N other=a proven");

    assertThat(finding.subject()).isEqualTo("a waits for b waits for c waits for a");
    assertThat(finding.evidence())
        .containsExactly(Measure.count("threads", 3), Measure.nanos("seen for", 80 * MS));
    assertThat(finding.where()).isEqualTo(millis(20, 100));
    assertThat(finding.costNanos()).isEqualTo(270 * MS);
  }

  @Test
  void waitsThatEnded_areNoDeadlock() {
    assertNone(
        FindingKind.DEADLOCK,
        "a: RUNNING 0-10, BLOCKED 10-90 lock=L other=b, UNDETERMINED 90-100",
        "b: RUNNING 0-20, BLOCKED 20-90 lock=M other=a, UNDETERMINED 90-100");
  }

  @Test
  void waitsOneAfterTheOther_areNoDeadlock() {
    assertNone(
        FindingKind.DEADLOCK,
        "a: BLOCKED 0-40 lock=L other=b proven, RUNNING 40-100",
        "b: RUNNING 0-50, BLOCKED 50-100 lock=M other=a proven");
  }

  private static String[] convoy(int waiters, String state, String lock) {
    return IntStream.rangeClosed(1, waiters)
        .mapToObj(
            i ->
                "w%d: RUNNING 0-%d, %s %d-60 lock=%s address=255 other=holder, RUNNING 60-100"
                    .formatted(i, 10 * i, state, 10 * i, lock))
        .toArray(String[]::new);
  }

  private static String[] with(String[] lines, String line) {
    return Stream.concat(Arrays.stream(lines), Stream.of(line)).toArray(String[]::new);
  }

  @Test
  void fourThreadsAtOneLock_areAConvoy() {
    Finding finding =
        found(
            FindingKind.LOCK_CONVOY,
            with(convoy(4, "BLOCKED", "com.acme.Cache"), "holder: RUNNING 0-100"));

    assertThat(finding.subject()).isEqualTo("com.acme.Cache@ff");
    assertThat(finding.culprit()).isEqualTo("holder");
    assertThat(finding.key()).isEqualTo("blocked com.acme.Cache@ff");
    assertThat(finding.where()).isEqualTo(millis(40, 60));
    assertThat(finding.evidence())
        .containsExactly(
            Measure.count("threads at once", 4),
            Measure.nanos("waited together", 140 * MS),
            Measure.nanos("longest", 50 * MS));
  }

  @Test
  void locksThatCannotBeToldApart_areNoConvoy() {
    String[] lines = with(convoy(4, "BLOCKED", "com.acme.Cache"), "holder: RUNNING 0-100");

    assertNone(
        FindingKind.LOCK_CONVOY,
        Arrays.stream(lines).map(line -> line.replace("address=255 ", "")).toArray(String[]::new));
  }

  @Test
  void threadsThatParkForAReentrantLock_areAConvoyToo() {
    String sync = "java.util.concurrent.locks.ReentrantLock$NonfairSync";

    assertThat(
            found(FindingKind.LOCK_CONVOY, with(convoy(4, "PARKED", sync), "holder: RUNNING 0-9")))
        .isNotNull();
  }

  @Test
  void threadsWithoutWork_areNoConvoy() {
    String condition = "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject";

    assertNone(
        FindingKind.LOCK_CONVOY, with(convoy(5, "PARKED", condition), "holder: RUNNING 0-9"));
    assertNone(FindingKind.LOCK_CONVOY, with(convoy(3, "BLOCKED", "Cache"), "holder: RUNNING 0-9"));
  }

  @Test
  void longPause_namesItsCauseAndTheLongest() {
    Finding finding =
        found(
            FindingKind.LONG_PAUSES,
            "main: RUNNING 0-200",
            "@pause 10-22 \"GC Pause\" detail=Allocation id=1",
            "@pause 50-59 \"GC Pause\" detail=Humongous id=2",
            "@pause 100-140 \"GC Pause\" detail=Metadata id=3");

    assertThat(finding.culprit()).isEqualTo("Metadata");
    assertThat(finding.where()).isEqualTo(millis(100, 140));
    assertThat(finding.evidence())
        .containsExactly(
            Measure.count("times", 2),
            Measure.nanos("longest", 40 * MS),
            Measure.nanos("together", 52 * MS));
  }

  @Test
  void safepointThatIsSlowToReach_namesItsOperation() {
    Finding finding =
        found(
            FindingKind.TIME_TO_SAFEPOINT,
            "main: RUNNING 0-100",
            "@safepoint 8-21 G1CollectForAllocation id=7",
            "@safepoint 8-14 \"reach safepoint\" depth=1 id=7",
            "@safepoint 30-35 Cleanup id=8",
            "@safepoint 30-34 \"reach safepoint\" depth=1 id=8");

    assertThat(finding.culprit()).isEqualTo("G1CollectForAllocation");
    assertThat(finding.where()).isEqualTo(millis(8, 14));
  }

  @Test
  void pinning_namesThePlaceInTheProgram() {
    Finding finding =
        found(
            FindingKind.PINNING,
            "virtual v: RUNNING 0-10, PARKED 10-40 pinned stack=java.lang.VirtualThread.parkOnCarrierThread<com.acme.Codec.encode<java.lang.Thread.run",
            "@recorded jdk.VirtualThreadPinned");

    assertThat(finding.subject()).isEqualTo("com.acme.Codec.encode");
    assertThat(finding.where()).isEqualTo(millis(10, 40));
    assertNone(
        FindingKind.PINNING,
        "virtual v: RUNNING 0-10, PARKED 10-19 pinned stack=A.a",
        "@recorded jdk.VirtualThreadPinned");
  }

  @Test
  void slowAnswers_areThoseOfServers() {
    String[] lines = {
      "a: SOCKET_IO 0-150 op=\"socket read\" subject=db:5432, RUNNING 150-160, SOCKET_IO 160-170"
          + " op=\"socket read\" subject=db:5432",
      "b: SOCKET_IO 0-170 op=\"socket read\" subject=client:40123",
      "c: SOCKET_IO 0-170 op=\"socket write\" subject=cache:6379"
    };
    Trace trace = TraceScript.of(lines);

    assertThat(in(trace).findings()).hasSize(1);
    assertThat(find(FindingKind.SLOW_HOST, trace).orElseThrow())
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("db:5432");
              assertThat(finding.where()).isEqualTo(millis(0, 150));
              assertThat(finding.evidence()).contains(Measure.count("times", 2));
            });
  }

  @Test
  void waitsInsideAKnownPool_areItsExhaustion() {
    String stack =
        "stack=java.lang.Thread.sleep<com.zaxxer.hikari.pool.HikariPool.getConnection<A.a";

    assertThat(found(FindingKind.POOL_EXHAUSTED, "a: PARKED 0-12 " + stack + ", RUNNING 12-20"))
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("com.zaxxer.hikari.pool.HikariPool");
              assertThat(finding.costNanos()).isEqualTo(12 * MS);
            });
    assertNone(FindingKind.POOL_EXHAUSTED, "a: PARKED 0-9 " + stack + ", RUNNING 9-20");
  }

  @Test
  void threadsStartedOftenAndExceptions_areCountedByName() {
    StringBuilder lines = new StringBuilder("main: RUNNING 0-1000");
    for (int i = 0; i < ThreadFindings.CHURN; i++) {
      lines.append("\nworker-").append(i).append(": RUNNING 510-515");
    }
    for (int i = 0; i < ThreadFindings.STORM; i++) {
      lines.append("\n@instant main 300 EXCEPTION text=com.acme.NoRoute");
    }
    Trace trace = TraceScript.of(lines.toString());

    Finding churn = find(FindingKind.THREAD_CHURN, trace).orElseThrow();
    assertThat(churn.subject()).isEqualTo("worker-*");
    assertThat(churn.where()).isEqualTo(millis(500, 520));
    Finding storm = find(FindingKind.EXCEPTION_STORM, trace).orElseThrow();
    assertThat(storm.subject()).isEqualTo("com.acme.NoRoute");
    assertThat(storm.evidence().get(1)).isEqualTo(Measure.count("a second", 200));
    assertThat(Findings.of(trace, millis(600, 1000)).findings()).isEmpty();
  }

  @Test
  void runnableBacklog_isMeasuredWhole() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      lines.append("virtual v").append(i).append(": RUNNABLE 0-10, RUNNING 10-100\n");
    }
    Finding finding = found(FindingKind.RUNNABLE_BACKLOG, lines.toString());

    assertThat(finding.evidence())
        .containsExactly(
            Measure.nanos("together", 10 * MS),
            Measure.count("runnable at once", 9),
            Measure.nanos("longest stretch", 10 * MS));
  }

  @Test
  void tasksThatQueued_areToldWithTheirWorkers() {
    String fields =
        " submitter=main executorClass=Pool task=Job executor=26 queueSize=3 queuedNanos=";
    Trace trace =
        Traces.of(
            RecordingScript.of(
                "duration 100",
                "thread worker-1",
                "thread main",
                "jtrace.TaskQueued worker-1 20" + fields + "15ms",
                "jtrace.TaskQueued worker-1 30" + fields + "1ms"));

    Finding finding = find(FindingKind.EXECUTOR_BACKLOG, trace).orElseThrow();
    assertThat(finding.subject()).isEqualTo("worker-*");
    assertThat(finding.where()).isEqualTo(millis(5, 20));
    assertThat(finding.evidence())
        .contains(Measure.nanos("longest", 15 * MS), Measure.count("queued at once", 3));
  }

  @Test
  void throttledContainer_isFound() {
    Finding finding =
        found(
            FindingKind.THROTTLED,
            "main: RUNNING 0-100",
            "@counter container.throttled NANOS 0=0 50=1000000 100=31000000");

    assertThat(finding.evidence()).containsExactly(Measure.nanos("together", 31 * MS));
    assertThat(finding.where()).isEqualTo(millis(50, 100));
  }

  @Test
  void findings_beginWithDeadlocksThenTheMostLostTime() {
    assertThat(
            in(TraceScript.of(
                    "a: BLOCKED 0-20 lock=L other=b proven",
                    "b: BLOCKED 0-20 lock=M other=a proven",
                    "c: SOCKET_IO 0-110 op=\"socket read\" subject=db:5432, RUNNING 110-120, SOCKET_IO 120-900 op=\"socket read\" subject=slow:80",
                    "main: RUNNING 0-900"))
                .findings())
        .extracting(Finding::subject)
        .isEqualTo(List.of("a waits for b waits for a", "slow:80", "db:5432"));
  }
}
