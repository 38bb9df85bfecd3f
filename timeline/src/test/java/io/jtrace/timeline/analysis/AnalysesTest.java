package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.timeline.model.Track;
import org.junit.jupiter.api.Test;

class AnalysesTest {
  private static final long MS = 1_000_000;

  private static final Trace POOL =
      TraceScript.of(
          "exec-1: RUNNING 0-10, BLOCKED 10-40 lock=com.acme.PriceCache stack=A.get<A.run wokenBy"
              + " exec-2, RUNNING 40-60",
          "exec-2: RUNNING 0-40, SOCKET_IO 40-50 subject=db:5432 bytes=512, RUNNING 50-60",
          "exec-10: PARKED 0-60 lock=java.util.Queue stack=Q.take<A.run",
          "virtual v-1: UNDETERMINED 10-20 startedBy=exec-1 startStack=java.lang.Thread.start<com.acme.Fork.go:12,"
              + " SLEEPING 20-30 pinned",
          "@pause 5-8 \"GC Pause\" detail=Allocation id=3",
          "@pause 6-7 Evacuate depth=1 id=3",
          "@pause 20-30 \"GC Pause\" detail=System.gc() id=4",
          "@safepoint 5-9 G1Collect id=9",
          "@sample exec-1 5 EXECUTION stack=A.loop<A.run",
          "@sample exec-1 45 EXECUTION stack=A.loop<A.main",
          "@sample exec-1 46 ALLOCATION stack=A.loop weight=4096 subject=byte[]",
          "@instant exec-2 55 EXCEPTION text=java.io.IOException",
          "@counter cpu.jvm.user RATIO 20=0.5 60=0.25");

  private static TimeRange millis(long start, long end) {
    return new TimeRange(start * MS, end * MS);
  }

  @Test
  void groupsByName_replaceDigitsAndAddUp() {
    ThreadGroups groups = ThreadGroups.of(POOL, POOL.range(), Grouping.NAME);

    assertThat(groups.groups())
        .extracting(ThreadGroups.Group::key, ThreadGroups.Group::count)
        .containsExactly(tuple("exec-*", 3), tuple("v-*", 1));
    ThreadGroups.Group exec = groups.groups().get(0);
    assertThat(exec.states().nanos(State.RUNNING)).isEqualTo(80 * MS);
    assertThat(exec.states().totalNanos()).isEqualTo(180 * MS);
    assertThat(exec.maxBlockedNanos()).isEqualTo(30 * MS);
    assertThat(groups.groups().get(1).virtualCount()).isEqualTo(1);
  }

  @Test
  void groupsByStartSite_nameTheProgramsFrame() {
    assertThat(ThreadGroups.of(POOL, POOL.range(), Grouping.START_SITE).groups())
        .extracting(ThreadGroups.Group::key)
        .containsExactly("exec-*", "com.acme.Fork.go:12");
    assertThat(ThreadGroups.of(POOL, POOL.range(), Grouping.KIND).groups())
        .extracting(ThreadGroups.Group::key)
        .containsExactly("platform", "virtual");
  }

  @Test
  void window_cutsSpansAndDropsThreadsThatDidNotLive() {
    ThreadGroups groups = ThreadGroups.of(POOL, millis(35, 45), Grouping.NAME);

    assertThat(groups.groups()).extracting(ThreadGroups.Group::key).containsExactly("exec-*");
    assertThat(groups.groups().get(0).states().nanos(State.BLOCKED)).isEqualTo(5 * MS);
    assertThat(groups.groups().get(0).states().totalNanos()).isEqualTo(30 * MS);
  }

  @Test
  void breakdown_hasColumnsThatAddUpToEachLife() {
    GroupBreakdown breakdown =
        GroupBreakdown.of(
            POOL,
            POOL.range(),
            Grouping.NAME,
            "exec-*",
            new GroupBreakdown.Page("blocked:monitor enter", true, 0, 2));

    assertThat(breakdown.columns())
        .extracting(GroupBreakdown.Column::key)
        .containsExactly("running", "blocked:monitor enter", "parked:park", "socketIo:socket read");
    assertThat(breakdown.total()).isEqualTo(3);
    assertThat(breakdown.rows()).hasSize(2);
    GroupBreakdown.Row first = breakdown.rows().get(0);
    assertThat(first.name()).isEqualTo("exec-1");
    assertThat(first.values().at(1)).isEqualTo(30 * MS);
    long sum = 0;
    for (int column = 0; column < first.values().size(); column++) {
      sum += first.values().at(column);
    }
    assertThat(sum).isEqualTo(first.lifeNanos()).isEqualTo(60 * MS);
    assertThat(first.special().at(0)).isEqualTo(13 * MS); // pauses of 3 and 10 ms
    assertThat(first.special().at(1)).isEqualTo(4 * MS);
    assertThat(breakdown.traceNanos()).isEqualTo(200 * MS);
  }

  @Test
  void breakdownOfPinnedThread_showsTheStartSite() {
    GroupBreakdown breakdown =
        GroupBreakdown.of(POOL, POOL.range(), Grouping.NAME, "v-*", GroupBreakdown.Page.all());

    assertThat(breakdown.startSite()).isEqualTo("com.acme.Fork.go:12");
    assertThat(breakdown.rows().get(0).special().at(2)).isEqualTo(10 * MS);
    assertThat(breakdown.rows().get(0).special().at(0)).isEqualTo(10 * MS);
  }

  @Test
  void unknownGroup_hasNoRows() {
    assertThat(
            GroupBreakdown.of(POOL, POOL.range(), Grouping.NAME, "none", GroupBreakdown.Page.all())
                .rows())
        .isEmpty();
  }

  @Test
  void threadSummary_tellsWaitsWakersAndSamples() {
    ThreadSummary summary = ThreadSummary.of(POOL, POOL.range(), 0);

    assertThat(summary.waits())
        .extracting(ThreadSummary.Wait::subject, ThreadSummary.Wait::count)
        .containsExactly(tuple("com.acme.PriceCache", 1L));
    assertThat(summary.wokenBy())
        .extracting(ThreadSummary.Peer::name, ThreadSummary.Peer::kind)
        .containsExactly(tuple("exec-2", Flows.Kind.MONITOR_HANDOVER));
    assertThat(summary.woke()).extracting(ThreadSummary.Peer::name).containsExactly("v-1");
    assertThat(summary.samples()).isEqualTo(new ThreadSummary.SampleCounts(0, 2, 0, 1, 4096));
    assertThat(summary.topFrames()).containsExactly(new HotFrame("A.loop", 2));
    assertThat(summary.longest()).hasSize(1);
    assertThat(summary.spanCount()).isEqualTo(3);
  }

  @Test
  void spanDetails_linkNeighboursAndFlows() {
    SpanDetails details = SpanDetails.of(POOL, 1);

    assertThat(details.threadName()).isEqualTo("exec-1");
    assertThat(details.subject()).isEqualTo("com.acme.PriceCache");
    assertThat(details.stack()).extracting(StackFrame::method).containsExactly("A.get", "A.run");
    assertThat(details.otherName()).isEqualTo("exec-2");
    assertThat(details.incoming()).extracting(SpanDetails.Link::name).containsExactly("exec-2");
    assertThat(details.previous()).isEqualTo(0);
    assertThat(details.next()).isEqualTo(2);
    assertThat(SpanDetails.of(POOL, 0).previous()).isEqualTo(-1);
    assertThat(SpanDetails.of(POOL, 4).amountKind()).isEqualTo(SpanDetails.AmountKind.BYTES);
    assertThat(SpanLabel.of(POOL, 1)).isEqualTo("PriceCache");
    assertThat(SpanLabel.of(POOL, 4)).isEqualTo("db:5432");
    assertThat(SpanLabel.of(POOL, 0)).isEqualTo("running");
  }

  @Test
  void statesOverTime_areMeanNumbersOfThreads() {
    StatesOverTime states = StatesOverTime.of(POOL, millis(0, 60), 3);

    assertThat(states.bucketNanos()).isEqualTo(20.0 * MS);
    assertThat(states.series().get(State.RUNNING.ordinal()).at(0)).isEqualTo(1.5);
    assertThat(states.series().get(State.PARKED.ordinal()).at(1)).isEqualTo(1.0);
    assertThat(states.series().get(State.SLEEPING.ordinal()).at(1)).isEqualTo(0.5);
    assertThat(states.series().get(State.BLOCKED.ordinal()).at(2)).isZero();
  }

  @Test
  void gcSummary_sumsPausesPhasesAndCauses() {
    GcSummary gc = GcSummary.of(POOL, millis(0, 25));

    assertThat(gc.pauseTotalNanos()).isEqualTo(8 * MS);
    assertThat(gc.maxPauseNanos()).isEqualTo(10 * MS);
    assertThat(gc.causes())
        .extracting(GcSummary.Cause::cause)
        .containsExactly("System.gc()", "Allocation");
    assertThat(gc.phases()).containsExactly(new GcSummary.Phase("Evacuate", 1, 1, MS, MS));
    assertThat(gc.longest(1).get(0).gcId()).isEqualTo(4);
  }

  @Test
  void locksAndIo_areSummedByTarget() {
    LockSummary locks = LockSummary.of(POOL, POOL.range());

    assertThat(locks.locks())
        .extracting(LockSummary.Lock::lock, LockSummary.Lock::totalNanos)
        .containsExactly(tuple("java.util.Queue", 60 * MS), tuple("com.acme.PriceCache", 30 * MS));
    assertThat(locks.monitors()).hasSize(1);
    assertThat(locks.monitors().get(0).owners().get(0).name()).isEqualTo("exec-2");
    assertThat(IoTable.of(POOL, POOL.range()).targets())
        .extracting(target -> target.target() + " " + target.sizeBytes())
        .containsExactly("db:5432 512");
  }

  @Test
  void overview_saysWhatWasNotRecorded() {
    Overview overview = Overview.of(POOL, POOL.range(), 10);

    Overview.Numbers numbers = overview.numbers();
    // A third of the time at half of 8 processors, the rest at a quarter.
    assertThat(numbers.cpuCores().getAsDouble()).isBetween(2.66, 2.67);
    assertThat(numbers.blockedNanos()).isEqualTo(30 * MS);
    assertThat(numbers.maxPauseNanos()).hasValue(10 * MS);
    assertThat(numbers.pinnedCount()).hasValue(1);
    assertThat(numbers.exceptions()).hasValue(1);
    assertThat(numbers.maxSafepointNanos()).hasValue(4 * MS);
    Trace bare = TraceScript.of("t: RUNNING 0-10", "@recorded jdk.JavaExceptionThrow");
    Overview.Numbers missing = Overview.of(bare, bare.range(), 10).numbers();
    assertThat(missing.cpuCores()).isEmpty();
    assertThat(missing.maxPauseNanos()).isEmpty();
    assertThat(missing.pinnedCount()).isEmpty();
    assertThat(missing.exceptions()).hasValue(0);
  }

  @Test
  void search_findsThreadsFramesLocksAndGroups() {
    assertThat(Search.of(POOL, POOL.range(), "EXEC", 2).threads())
        .extracting(Search.NamedThread::name)
        .containsExactly("exec-1", "exec-2");
    assertThat(Search.of(POOL, POOL.range(), "a.run", 9).frames())
        .containsExactly(new Search.Frame("A.run", 2));
    assertThat(Search.of(POOL, POOL.range(), "cache", 9).locks()).hasSize(1);
    assertThat(Search.of(POOL, POOL.range(), "v-", 9).groups()).containsExactly("v-*");
  }

  @Test
  void rows_areSortedAndFiltered() {
    RowLayout byName =
        RowLayout.of(POOL, POOL.range(), Grouping.NAME, RowLayout.Sort.NAME, "exec-[0-9]+$", 2);
    assertThat(byName.groups()).hasSize(1);
    assertThat(byName.groups().get(0).threads().at(1)).isEqualTo(1);
    assertThat(byName.groups().get(0).more()).isEqualTo(1);
    RowLayout busy = RowLayout.of(POOL, POOL.range(), Grouping.NAME, RowLayout.Sort.BUSY, "", 2000);
    assertThat(busy.groups().get(0).threads().at(0)).isEqualTo(1);
    assertThat(
            RowLayout.of(POOL, POOL.range(), Grouping.NAME, RowLayout.Sort.START, "v-[1", 9)
                .groups())
        .isEmpty();
  }

  @Test
  void naturalOrder_putsNineBeforeTen() {
    assertThat(NaturalOrder.compare("exec-9", "exec-10")).isNegative();
    assertThat(NaturalOrder.compare("exec-10", "exec-10-a")).isNegative();
    assertThat(NaturalOrder.compare("a-007", "a-7")).as("equal numbers, other text").isNegative();
    assertThat(NaturalOrder.compare("b", "a10")).isPositive();
  }

  @Test
  void slicesFlowsAndCounters_areCutToTheWindow() {
    assertThat(SliceList.of(POOL, millis(0, 10), Track.GC_PAUSE).outermost()).hasSize(1);
    FlowList flows = FlowList.of(POOL, POOL.range(), 0, 1);
    assertThat(flows.total()).isEqualTo(2);
    assertThat(flows.flows()).hasSize(1);
    assertThat(CounterPoints.of(POOL.counters().get(0), millis(30, 70), 10).values().size())
        .isEqualTo(2);
    assertThat(CounterPoints.of(POOL.counters().get(0), millis(0, 70), 1).values().at(0))
        .isEqualTo(0.5);
  }
}
