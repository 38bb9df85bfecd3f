package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.jtrace.timeline.jfr.RecordingScript;
import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the analyses say of processors. */
class ProcessorAnalysesTest {
  private static final long MS = 1_000_000;
  private static final String CLOCK = "jtrace.ClockSync recorder 50 nanoTime=1050000000";

  private static Trace trace(String... lines) {
    return Traces.of(
        RecordingScript.of(
            "duration 100",
            "thread recorder",
            "thread a osId=7",
            "thread b osId=8",
            "settings jdk.ThreadSleep enabled=true",
            "settings jdk.ThreadPark enabled=true",
            "settings jdk.JavaMonitorEnter enabled=true",
            "settings jdk.JavaMonitorWait enabled=true",
            "CPUInformation - 0 hwThreads=2",
            String.join("\n", lines)));
  }

  /** The monotonic clock is 1 s ahead of the trace. */
  private static String slice(int osId, int cpu, int start, int millis, boolean preempted) {
    return "jtrace.CpuSlice recorder 99 osThreadId=%d cpu=%d startNanoTime=%d durationNanos=%dms preempted=%s"
        .formatted(osId, cpu, (1000 + start) * MS, millis, preempted);
  }

  private static final Trace EXACT =
      trace(
          CLOCK,
          "ThreadSleep a 0-1",
          "ThreadSleep a 99-100",
          slice(7, 0, 0, 20, true),
          slice(8, 0, 20, 10, false),
          slice(7, 0, 30, 70, true));

  private static final Trace ACCOUNT =
      trace(
          "jtrace.ThreadCpu recorder 0 osThreadId=7 runNanos=10ms waitNanos=2ms slices=5",
          "jtrace.ThreadCpu recorder 50 osThreadId=7 runNanos=30ms waitNanos=12ms slices=15",
          "jtrace.ThreadCpu recorder 100 osThreadId=7 runNanos=30ms waitNanos=12ms slices=15",
          "jtrace.ThreadCpu recorder 0 osThreadId=8 runNanos=1ms",
          "jtrace.ThreadCpu recorder 100 osThreadId=8 runNanos=1ms");

  private static CpuTimes times(Trace trace, TimeRange range) {
    return CpuTimes.of(trace, range, thread -> true, 10);
  }

  private static List<Double> meanRunning(Trace trace, TimeRange range, int buckets) {
    SchedulerLatency latency =
        SchedulerLatency.of(trace, range, Grouping.NAME, thread -> true, buckets).orElseThrow();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < buckets; i++) {
      values.add(latency.overTime().meanRunning().at(i));
    }
    return values;
  }

  @Test
  void accountOfTheSystem_isCutToTheRange() {
    assertThat(times(ACCOUNT, ACCOUNT.range()))
        .isEqualTo(
            new CpuTimes(
                CpuSource.SCHEDSTAT,
                List.of(new CpuTimes.Row(1, "a", 20 * MS, OptionalLong.of(10 * MS), 10))));
    assertThat(times(ACCOUNT, new TimeRange(25 * MS, 60 * MS)).threads())
        .containsExactly(new CpuTimes.Row(1, "a", 10 * MS, OptionalLong.of(5 * MS), 5));
  }

  @Test
  void intervalsOnProcessors_countWithoutAnAccountToo() {
    CpuTimes times = times(EXACT, new TimeRange(0, 40 * MS));

    assertThat(times.source()).isEqualTo(CpuSource.PERF);
    assertThat(times.threads())
        .containsExactly(
            new CpuTimes.Row(1, "a", 30 * MS, OptionalLong.empty(), 2),
            new CpuTimes.Row(2, "b", 10 * MS, OptionalLong.empty(), 1));
  }

  @Test
  void preemption_isLatencyOfAPlatformThread() {
    SchedulerLatency latency =
        SchedulerLatency.of(EXACT, EXACT.range(), Grouping.NAME, thread -> true, 10).orElseThrow();

    assertThat(latency.worst())
        .extracting(SchedulerLatency.Wait::name, SchedulerLatency.Wait::durationNanos)
        .containsExactly(tuple("a", 10 * MS));
    assertThat(meanRunning(EXACT, EXACT.range(), 5)).containsExactly(1.0, 1.0, 1.0, 1.0, 1.0);
  }

  @Test
  void rangeBeyondTheLastInterval_isToldByTheAccount() {
    Trace trace =
        trace(
            CLOCK,
            slice(7, 0, 0, 20, true),
            slice(7, 0, 30, 10, true),
            "jtrace.ThreadCpu recorder 0 osThreadId=7 runNanos=0",
            "jtrace.ThreadCpu recorder 100 osThreadId=7 runNanos=50ms");

    assertThat(meanRunning(trace, trace.range(), 2)).containsExactly(0.5, 0.5);
    assertThat(meanRunning(trace, new TimeRange(0, 40 * MS), 2)).containsExactly(1.0, 0.5);
    assertThat(CpuRows.of(trace, trace.range(), 10).knownToNanos()).isEqualTo(40 * MS);
  }

  @Test
  void fewIntervals_areAllThere() {
    CpuRows rows = CpuRows.of(EXACT, new TimeRange(10 * MS, 25 * MS), 10);

    assertThat(rows.names()).containsOnlyKeys(1, 2).containsEntry(1, "a");
    assertThat(rows.rows())
        .containsExactly(
            new CpuRows.Row(
                0,
                15 * MS,
                true,
                List.of(new CpuRows.Slice(0, 20 * MS, 1), new CpuRows.Slice(20 * MS, 30 * MS, 2)),
                List.of()));
  }

  @Test
  void manyIntervals_areBuckets() {
    List<String> lines = new ArrayList<>(List.of(CLOCK));
    for (int i = 0; i < 2500; i++) {
      lines.add(
          "jtrace.CpuSlice recorder 99 osThreadId=%d cpu=1 startNanoTime=%d durationNanos=20us"
              .formatted(i % 5 == 0 ? 8 : 7, 1000 * MS + i * 40_000L));
    }
    CpuRows rows = CpuRows.of(trace(lines.toArray(String[]::new)), new TimeRange(0, 100 * MS), 10);

    assertThat(rows.rows()).hasSize(1);
    assertThat(rows.rows().get(0).isExact()).isFalse();
    assertThat(rows.rows().get(0).busyNanos()).isEqualTo(50 * MS);
    assertThat(rows.rows().get(0).buckets()).hasSize(10).containsOnly(new CpuRows.Bucket(1, 8));
    assertThat(rows.names()).containsOnlyKeys(1);
  }

  private static List<Double> shares(Trace trace, TimeRange range, String source, int row) {
    return ProcessorUse.of(trace, range, ProcessorUse.Source.named(source), 4)
        .rows()
        .get(row)
        .shares();
  }

  @Test
  void useOfProcessors_isExactWhereItIsKnown() {
    ProcessorUse use = ProcessorUse.of(EXACT, EXACT.range(), Optional.empty(), 10);
    assertThat(use.source()).contains(ProcessorUse.Source.PROCESSORS);
    assertThat(use.rows()).hasSize(1);
    assertThat(use.rows().get(0).name()).isEqualTo("CPU 0");
    assertThat(use.rows().get(0).busyNanos()).isEqualTo(100.0 * MS);
    assertThat(use.rows().get(0).shares()).hasSize(10).containsOnly(1.0);
    Trace given = trace(CLOCK, slice(7, 3, 0, 20, true), slice(8, 3, 40, 10, false));
    assertThat(shares(given, given.range(), "processors", 0))
        .containsExactly(0.8, 0.4, Double.NaN, Double.NaN);
    assertThat(shares(given, new TimeRange(10 * MS, 30 * MS), "none", 0))
        .containsExactly(1.0, 1.0, 0.0, 0.0);
  }

  @Test
  void useOfCarriers_isUnknownWhereTheyDidNotLive() {
    Trace trace =
        trace(
            "thread c",
            "virtual v",
            "ThreadStart c 50 thread=c",
            "jtrace.VirtualThreadRun c 50-75 virtualThread=v reason=7");
    ProcessorUse use = ProcessorUse.of(trace, trace.range(), Optional.empty(), 4);
    assertThat(use.source()).contains(ProcessorUse.Source.CARRIERS);
    assertThat(use.rows().get(0).name()).isEqualTo("c");
    assertThat(use.rows().get(0).shares()).containsExactly(Double.NaN, Double.NaN, 1.0, 0.0);
  }

  @Test
  void load_speaksOfTheTimeSinceTheReadingBefore() {
    Trace trace =
        trace(
            "CPULoad - 25 jvmUser=0.9 jvmSystem=0.1 machineTotal=1.0",
            "CPULoad - 75 jvmUser=0.2 jvmSystem=0.1 machineTotal=0.5");
    ProcessorUse use = ProcessorUse.of(trace, trace.range(), Optional.empty(), 4);
    assertThat(use.sources()).containsExactly(ProcessorUse.Source.LOAD);
    assertThat(shares(trace, trace.range(), "load", 0).get(0)).isNaN();
    assertThat(shares(trace, trace.range(), "load", 0).get(1)).isCloseTo(0.3, within(1e-6));
    assertThat(shares(trace, trace.range(), "load", 1).get(2)).isCloseTo(0.5, within(1e-6));
    assertThat(shares(trace, trace.range(), "load", 1).get(3)).isNaN();
  }

  @Test
  void recordingWithoutIntervals_hasNoProcessors() {
    assertThat(ProcessorUse.of(ACCOUNT, ACCOUNT.range(), Optional.empty(), 10))
        .isEqualTo(new ProcessorUse(List.of(), Optional.empty(), List.of()));
    assertThat(CpuRows.of(ACCOUNT, ACCOUNT.range(), 10).rows()).isEmpty();
  }
}
