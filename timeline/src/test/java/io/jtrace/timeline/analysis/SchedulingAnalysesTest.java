package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jtrace.timeline.jfr.RecordingScript;
import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.timeline.model.Traces;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class SchedulingAnalysesTest {
  private static final long MS = 1_000_000;

  /** Two virtual threads on one carrier: both wait for it, and v-1 pins it once. */
  private static final Trace VIRTUAL =
      trace(
          "virtual v-1",
          "virtual v-2",
          "thread carrier-1",
          "thread main",
          "CPUInformation - 0 hwThreads=1",
          "settings jdk.VirtualThreadStart enabled=true",
          runnable("main", "v-1", 10),
          run("v-1", "12-20", 1),
          "VirtualThreadStart v-1 12 javaThreadId=1",
          runnable("main", "v-1", 40),
          run("v-1", "41-70", 7),
          "VirtualThreadPinned v-1 50-60 blockingOperation=LockSupport.park"
              + " pinnedReason=Native stack=A.lock<A.run",
          "ThreadPark v-1 51-59 parkedClass=Lock",
          runnable("main", "v-2", 45),
          "VirtualThreadStart v-2 70 javaThreadId=2",
          run("v-2", "70-80", 7));

  private static Trace trace(String... lines) {
    return Traces.of(RecordingScript.of("duration 100", String.join("\n", lines)));
  }

  private static boolean all(int thread) {
    return true;
  }

  private static String run(String thread, String time, int reason) {
    return "jtrace.VirtualThreadRun carrier-1 %s virtualThread=%s reason=%d"
        .formatted(time, thread, reason);
  }

  private static String runnable(String waker, String thread, int millis) {
    return "jtrace.VirtualThreadRunnable %s %d virtualThread=%s".formatted(waker, millis, thread);
  }

  private static TimeRange millis(long start, long end) {
    return new TimeRange(start * MS, end * MS);
  }

  private static SchedulerLatency latency(Trace trace, TimeRange range, int buckets) {
    return SchedulerLatency.of(trace, range, Grouping.NAME, SchedulingAnalysesTest::all, buckets)
        .orElseThrow();
  }

  @Test
  void latency_isWhatThreadsWereRunnable() {
    SchedulerLatency latency = latency(VIRTUAL, VIRTUAL.range(), 10);

    assertThat(latency.latencies().count()).isEqualTo(3);
    assertThat(latency.latencies().totalNanos())
        .isEqualTo(28 * MS)
        .isEqualTo(
            StateTotals.of(VIRTUAL, VIRTUAL.range(), 0).nanos(State.RUNNABLE)
                + StateTotals.of(VIRTUAL, VIRTUAL.range(), 1).nanos(State.RUNNABLE));
    assertThat(latency.latencies().p50Nanos()).isEqualTo(2 * MS);
    assertThat(latency.worst())
        .extracting(
            SchedulerLatency.Wait::name,
            SchedulerLatency.Wait::durationNanos,
            SchedulerLatency.Wait::wakerName,
            SchedulerLatency.Wait::carrierName)
        .containsExactly(
            tuple("v-2", 25 * MS, "main", "carrier-1"),
            tuple("v-1", 2 * MS, "main", "carrier-1"),
            tuple("v-1", MS, "main", "carrier-1"));
    assertThat(latency.groups())
        .extracting(SchedulerLatency.Group::key, group -> group.latencies().count())
        .containsExactly(tuple("v-*", 3L));
  }

  @Test
  void latencyOverTime_showsHowManyWaitAndRun() {
    SchedulerLatency.OverTime overTime = latency(VIRTUAL, VIRTUAL.range(), 10).overTime();

    assertThat(overTime.bucketNanos()).isEqualTo(10.0 * MS);
    assertThat(overTime.maxNanos().at(1)).isEqualTo(2 * MS);
    assertThat(overTime.maxNanos().at(6)).isEqualTo(25 * MS);
    assertThat(overTime.meanRunnable().at(1)).isEqualTo(0.2);
    assertThat(overTime.meanRunnable().at(5)).isEqualTo(1.0);
    assertThat(overTime.meanRunning().at(1)).isEqualTo(0.8);
  }

  @Test
  void latencyOfARange_countsThePartWithinOfOneGroup() {
    SchedulerLatency cut = latency(VIRTUAL, millis(60, 65), 1);
    assertThat(cut.latencies().totalNanos()).isEqualTo(5 * MS);
    assertThat(cut.worst().get(0).startNanos()).isEqualTo(45 * MS);

    IntPredicate nobody = Grouping.NAME.members(VIRTUAL, "http-*");
    SchedulerLatency none =
        SchedulerLatency.of(VIRTUAL, VIRTUAL.range(), Grouping.NAME, nobody, 1).orElseThrow();
    assertThat(none.latencies().count()).isZero();
    assertThat(none.worst()).isEmpty();
  }

  @Test
  void latencyByStack_isThatOfTheWaitBefore() {
    Trace trace =
        TraceScript.of(
            "virtual v: RUNNING 0-10, PARKED 10-20 stack=A.take<A.run, RUNNABLE 20-23, RUNNING 23-30,"
                + " RUNNABLE 30-31, RUNNING 31-40");

    assertThat(latency(trace, trace.range(), 1).stacks())
        .extracting(
            site -> site.stack().isEmpty() ? "" : site.stack().get(0).method(),
            SchedulerLatency.Site::totalNanos)
        .containsExactly(tuple("A.take", 3 * MS), tuple("", MS));
  }

  @Test
  void recordingWithoutSchedulingEvents_knowsNoLatency() {
    Trace trace = TraceScript.of("virtual v: SLEEPING 0-10", "main: RUNNING 0-10");

    SchedulingOverview overview =
        SchedulingOverview.of(trace, trace.range(), Grouping.NAME, null, 1);
    assertThat(overview.latency()).isEmpty();
    assertThat(overview.pinning()).isEmpty();
    assertThat(overview.queues()).isEmpty();
    assertThat(overview.starvation().stretches()).isEmpty();
    assertThat(overview.starvation().throttledNanos()).isEmpty();
    assertThat(overview.cpu().source()).isEqualTo(CpuSource.NONE);
    assertThat(SchedulingFacts.of(trace))
        .isEqualTo(new SchedulingFacts(false, CpuSource.NONE, false, 0, 0, 0, 0, 0));
  }

  @Test
  void pinning_countsAStretchOnceAndSaysWhyAndWhoStarved() {
    Pinning pinning =
        Pinning.of(VIRTUAL, VIRTUAL.range(), SchedulingAnalysesTest::all).orElseThrow();

    assertThat(pinning.count()).isEqualTo(1);
    assertThat(pinning.totalNanos()).isEqualTo(10 * MS);
    assertThat(pinning.sites())
        .extracting(
            Pinning.Site::operation, Pinning.Site::reason, site -> site.stack().get(0).method())
        .containsExactly(tuple("LockSupport.park", "Native", "A.lock"));
    assertThat(pinning.longest())
        .extracting(Pinning.Stretch::name, Pinning.Stretch::carrierName, Pinning.Stretch::endNanos)
        .containsExactly(tuple("v-1", "carrier-1", 60 * MS));
    assertThat(pinning.starved().orElseThrow().nanos()).isEqualTo(10 * MS);
    assertThat(pinning.starved().orElseThrow().worst())
        .containsExactly(new StarvedCarriers.Stretch(50 * MS, 60 * MS, 1, 1));
    assertThat(Overview.of(VIRTUAL, VIRTUAL.range(), 1).numbers().pinnedCount()).hasValue(1);
  }

  @Test
  void pinningThatTheRangeCuts_isOneStretch() {
    Pinning pinning =
        Pinning.of(VIRTUAL, millis(55, 58), SchedulingAnalysesTest::all).orElseThrow();

    assertThat(pinning.count()).isEqualTo(1);
    assertThat(pinning.totalNanos()).isEqualTo(3 * MS);
    assertThat(pinning.longest().get(0).startNanos()).isEqualTo(50 * MS);
    assertThat(pinning.starved().orElseThrow().nanos()).isEqualTo(3 * MS);
  }

  @Test
  void freeCarrier_letsNobodyStarve() {
    Trace trace =
        TraceScript.of(
            "virtual v-1: RUNNING 0-10, PARKED 10-20 pinned, RUNNING 20-30",
            "virtual v-2: RUNNABLE 12-15, RUNNING 15-30");

    assertThat(
            Pinning.of(trace, trace.range(), SchedulingAnalysesTest::all).orElseThrow().starved())
        .isEmpty();
  }

  @Test
  void wakeUps_areCountedByGroupsWithTheirLatency() {
    WakeUps wakeUps =
        WakeUps.of(VIRTUAL, VIRTUAL.range(), Grouping.NAME, SchedulingAnalysesTest::all, 10);

    assertThat(wakeUps.pairs())
        .contains(
            new WakeUps.Pair(
                "main", "v-*", Flows.Kind.UNPARK, 1, OptionalLong.of(MS), OptionalLong.of(MS)));
    assertThat(wakeUps.pairs().stream().mapToLong(pair -> pair.runnableNanos().orElse(0)).sum())
        .isEqualTo(28 * MS);
  }

  @Test
  void wakeUpsBeyondTheLimit_areCounted() {
    Trace trace =
        TraceScript.of(
            "a: PARKED 0-10 wokenBy b, RUNNING 10-30",
            "b: RUNNING 0-20, WAITING 20-25 wokenBy a, RUNNING 25-30");

    WakeUps wakeUps =
        WakeUps.of(trace, trace.range(), Grouping.NAME, SchedulingAnalysesTest::all, 1);
    assertThat(wakeUps.pairs()).hasSize(1);
    assertThat(wakeUps.pairs().get(0).runnableNanos()).isEmpty();
    assertThat(wakeUps.more()).isEqualTo(1);
  }

  @Test
  void queues_areThoseOfExecutors() {
    Trace trace =
        trace(
            "thread worker-1",
            "thread main",
            task("worker-1", 20, "executor=26 queuedNanos=5ms queueSize=3"),
            task("worker-1", 30, "executor=26 queuedNanos=9ms queueSize=1"),
            task("worker-1", 40, "executor=27 queuedNanos=1ms queueSize=0"));

    QueueDelays delays =
        QueueDelays.of(trace, trace.range(), SchedulingAnalysesTest::all).orElseThrow();
    assertThat(delays.queues())
        .extracting(
            QueueDelays.Queue::executor,
            queue -> queue.delays().count(),
            queue -> queue.delays().maxNanos(),
            QueueDelays.Queue::maxQueueSize)
        .containsExactly(tuple("Pool@1a", 2L, 9 * MS, 3L), tuple("Pool@1b", 1L, MS, 0L));
    assertThat(delays.queues().get(0).worst())
        .isEqualTo(new QueueDelays.Task(0, "worker-1", 30 * MS, 9 * MS, 1, "main"));
    assertThat(
            QueueDelays.of(trace, millis(35, 100), SchedulingAnalysesTest::all)
                .orElseThrow()
                .queues())
        .hasSize(1);
    assertThat(SchedulingFacts.of(trace).executors()).isEqualTo(2);
  }

  private static String task(String worker, int millis, String fields) {
    return "jtrace.TaskQueued %s %d submitter=main executorClass=Pool task=Job %s"
        .formatted(worker, millis, fields);
  }

  @Test
  void starvation_isMoreRunnableThanProcessors() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      lines.append("virtual v-%d: RUNNABLE %d-20, RUNNING 20-30\n".formatted(i, i));
    }
    lines.append("@counter container.throttled NANOS 5=1000 15=3000 25=3000 60=9000");
    Trace trace = TraceScript.of(lines.toString());

    CpuStarvation starvation = CpuStarvation.of(trace, trace.range());
    assertThat(starvation.stretches().orElseThrow())
        .containsExactly(new CpuStarvation.Stretch(8 * MS, 20 * MS, 9));
    assertThat(starvation.throttledNanos()).hasValue(2000);
    assertThat(starvation.throttled())
        .containsExactly(new CpuStarvation.Throttled(5 * MS, 15 * MS, 2000));
  }

  @Test
  void carriers_areSummedUp() {
    assertThat(CarrierSummary.of(VIRTUAL, VIRTUAL.range()).carriers())
        .containsExactly(
            new CarrierSummary.Carrier(
                2, "carrier-1", 47 * MS, 100 * MS, 3, 2, OptionalLong.of(10 * MS)));
    assertThat(CarrierSummary.of(VIRTUAL, millis(65, 75)).carriers())
        .containsExactly(
            new CarrierSummary.Carrier(
                2, "carrier-1", 10 * MS, 10 * MS, 2, 2, OptionalLong.empty()));
  }

  @Test
  void rowsOfCarriers_areLabelledWithTheVirtualThread() {
    RowLayout rows = RowLayout.ofCarriers(VIRTUAL, VIRTUAL.range(), RowLayout.Sort.NAME, "", 10);

    assertThat(rows.groups()).extracting(RowLayout.Group::key).containsExactly("carrier-*");
    assertThat(rows.groups().get(0).threads().at(0)).isEqualTo(2);
    assertThat(SpanLabel.of(VIRTUAL, VIRTUAL.spans().at(2, 75 * MS))).isEqualTo("v-2");
  }

  @Test
  void span_saysWhoWokeTheThreadAndHowLongItWasRunnable() {
    for (long millis : new long[] {30, 40, 42}) {
      SpanDetails span = SpanDetails.of(VIRTUAL, VIRTUAL.spans().at(0, millis * MS));
      assertThat(span.wokenBy())
          .contains(new WakeUp(Flows.Kind.UNPARK, 3, "main", 40 * MS, OptionalLong.of(MS)));
      assertThat(span.runnableNanos()).hasValue(MS);
    }
    assertThat(SpanDetails.of(VIRTUAL, VIRTUAL.spans().at(0, 55 * MS)).wokenBy()).isEmpty();
  }

  @Test
  void systemCallsOfARunningVirtualThread_areThoseOfItsCarrier() {
    Trace trace =
        TraceScript.of(
            "virtual v: RUNNING 0-10 other=c, PARKED 10-20",
            "c: RUNNING 0-20",
            "@instant c 5 SYSCALL text=write detail=socket",
            "@instant c 6 SYSCALL text=write detail=socket",
            "@instant c 7 SYSCALL text=futex",
            "@instant c 15 SYSCALL text=futex");

    assertThat(SpanDetails.of(trace, 0).samples())
        .containsExactly(
            new SpanDetails.SampledCall("write", "socket", 2),
            new SpanDetails.SampledCall("futex", "", 1));
    assertThat(SpanDetails.of(trace, 1).samples()).isEmpty();
  }
}
