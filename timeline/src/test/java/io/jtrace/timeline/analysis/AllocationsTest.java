package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jtrace.timeline.analysis.Allocations.ByClass;
import io.jtrace.timeline.analysis.Allocations.ByThread;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AllocationsTest {
  private static final long MS = 1_000_000;

  /** Of main the JVM counted twice what its samples stand for; of the worker nothing. */
  private static final Trace TRACE =
      TraceScript.of(
          "main: RUNNING 0-100",
          "worker: RUNNING 0-100",
          "@allocated main 0=5000 100=9000",
          "@sample main 10 ALLOCATION stack=java.util.Arrays.copyOf<A.load subject=byte[] weight=1500",
          "@sample main 60 ALLOCATION stack=A.parse subject=Order weight=500",
          "@sample worker 70 ALLOCATION subject=Order weight=300");

  @Test
  void samplesOfACountedThread_areScaledToItsCount() {
    Allocations allocations = Allocations.of(TRACE, TRACE.range());

    assertThat(allocations.threads())
        .containsExactly(
            new ByThread(0, "main", 2, 2000, 4000, OptionalLong.of(4000), "A.load"),
            new ByThread(1, "worker", 1, 300, 300, OptionalLong.empty(), null));
    assertThat(allocations.classes())
        .containsExactly(
            new ByClass("byte[]", 1, 1500, 3000, 1, "A.load"),
            new ByClass("Order", 2, 800, 1300, 2, "A.parse"));
    assertThat(allocations.sampledBytes()).isEqualTo(2300);
    assertThat(allocations.estimatedBytes()).isEqualTo(4300);
  }

  @Test
  void partOfTheTrace_isScaledAlikeButHasNoCount() {
    Allocations allocations = Allocations.of(TRACE, new TimeRange(50 * MS, 100 * MS));

    assertThat(allocations.threads())
        .extracting(ByThread::threadName, ByThread::estimatedBytes, ByThread::countedBytes)
        .containsExactly(
            tuple("main", 1000L, OptionalLong.empty()),
            tuple("worker", 300L, OptionalLong.empty()));
  }

  @Test
  void threadThatBeganInTheTrace_isCountedFromItsBegin() {
    Trace trace =
        TraceScript.of(
            "main: RUNNING 0-100",
            "young: RUNNING 20-100",
            "@allocated young 100=700",
            "@sample young 50 ALLOCATION subject=int[] weight=350");

    assertThat(Allocations.of(trace, trace.range()).threads())
        .extracting(ByThread::threadName, ByThread::estimatedBytes, ByThread::countedBytes)
        .containsExactly(tuple("young", 700L, OptionalLong.of(700)));
  }

  @Test
  void virtualThreads_shareTheScaleOfTheirCarriers() {
    Trace trace =
        TraceScript.of(
            "ForkJoinPool-1-worker-1: RUNNING 0-100",
            "virtual order-1: RUNNING 0-100",
            "@allocated ForkJoinPool-1-worker-1 0=0 100=900",
            "@sample ForkJoinPool-1-worker-1 20 ALLOCATION subject=int[] weight=100",
            "@sample order-1 30 ALLOCATION subject=Order weight=200");

    assertThat(Allocations.of(trace, trace.range()).threads())
        .extracting(ByThread::threadName, ByThread::estimatedBytes, ByThread::countedBytes)
        .containsExactly(
            tuple("ForkJoinPool-1-worker-1", 300L, OptionalLong.of(900)),
            tuple("order-1", 600L, OptionalLong.empty()));
  }

  @Test
  void countedThreadWithoutSample_isListed() {
    Trace trace = TraceScript.of("main: RUNNING 0-100", "@allocated main 0=100 100=160");

    Allocations allocations = Allocations.of(trace, trace.range());

    assertThat(allocations.recorded()).isFalse();
    assertThat(allocations.threads())
        .containsExactly(new ByThread(0, "main", 0, 0, 0, OptionalLong.of(60), null));
  }

  @Test
  void sumsByThreadAndByClass_areTheSame() {
    Allocations allocations = Allocations.of(TRACE, TRACE.range());

    assertThat(allocations.threads().stream().mapToLong(ByThread::estimatedBytes).sum())
        .isEqualTo(allocations.classes().stream().mapToLong(ByClass::estimatedBytes).sum())
        .isEqualTo(allocations.estimatedBytes());
    assertThat(allocations.sampledBytes())
        .isEqualTo(
            Profile.of(TRACE, TRACE.range(), thread -> true, ProfileKind.ALLOC)
                .total(ProfileWeight.TOTAL));
  }

  @Test
  void stalls_areListedLongestFirstAndAreNoWaitForAnOwner() {
    Trace trace =
        TraceScript.of(
            "a: RUNNING 0-10, BLOCKED 10-14 op=\"allocation stall\" subject=Small bytes=2097152"
                + " stack=A.load, RUNNING 14-50",
            "b: RUNNING 0-10, BLOCKED 10-30 op=\"allocation stall\" subject=Medium bytes=33554432,"
                + " BLOCKED 30-40 op=\"monitor enter\" lock=L");

    AllocationStalls stalls = AllocationStalls.of(trace, trace.range());

    assertThat(stalls.count()).isEqualTo(2);
    assertThat(stalls.totalNanos()).isEqualTo(24 * MS);
    assertThat(stalls.maxNanos()).isEqualTo(20 * MS);
    assertThat(stalls.stalls())
        .extracting(
            AllocationStalls.Stall::threadName,
            AllocationStalls.Stall::page,
            AllocationStalls.Stall::sizeBytes,
            AllocationStalls.Stall::site)
        .containsExactly(
            tuple("b", "Medium", 33554432L, null), tuple("a", "Small", 2097152L, "A.load"));
    assertThat(WaitGraph.at(trace, 12 * MS).count()).isZero();
    assertThat(WaitGraph.at(trace, 35 * MS).count()).isEqualTo(1);
  }
}
