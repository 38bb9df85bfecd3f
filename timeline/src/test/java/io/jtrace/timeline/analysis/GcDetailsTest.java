package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GcDetailsTest {
  private static final long MS = 1_000_000;

  private static final Trace TRACE =
      TraceScript.of(
          "main: RUNNING 0-100",
          "@gc 10-20 G1New detail=Allocation id=3 amount=10000000",
          "@gc 40-90 G1Old detail=Ergonomics id=4 amount=2000000",
          "@pause 10-20 \"GC Pause\" detail=Allocation id=3",
          "@pause 12-18 Evacuate depth=1 id=3",
          "@pause 60-62 Remark id=4",
          "@safepoint 8-21 G1CollectForAllocation id=7",
          "@safepoint 8-10 \"reach safepoint\" depth=1 id=7",
          "@safepoint 70-71 Cleanup id=8",
          "@counter heap.used BYTES 0=50 11=100 19=40 41=70 89=60");

  @Test
  void pauses_tellTheHeapBeforeAndAfterWhereItIsRecorded() {
    GcDetails gc = GcDetails.of(TRACE, TRACE.range());

    assertThat(gc.pauses())
        .extracting(GcDetails.Pause::heap)
        .containsExactly(
            new GcDetails.Heap(OptionalLong.of(100), OptionalLong.of(40)),
            new GcDetails.Heap(OptionalLong.empty(), OptionalLong.empty()));
    assertThat(gc.longest(1)).extracting(row -> row.pause().name()).containsExactly("GC Pause");
  }

  @Test
  void collections_tellTheirPausesAndHeap() {
    assertThat(GcDetails.of(TRACE, new TimeRange(30 * MS, 50 * MS)).collections())
        .containsExactly(
            new GcDetails.Collection(
                40 * MS,
                90 * MS,
                "G1Old",
                "Ergonomics",
                4,
                2 * MS,
                new GcDetails.Heap(OptionalLong.of(70), OptionalLong.of(60))));
  }

  @Test
  void safepoints_areSummedUpByOperationWithTheTimeToReachThem() {
    assertThat(GcDetails.of(TRACE, new TimeRange(9 * MS, 100 * MS)).safepoints())
        .containsExactly(
            new GcDetails.Safepoints("G1CollectForAllocation", 1, 12 * MS, 13 * MS, MS, 2 * MS),
            new GcDetails.Safepoints("Cleanup", 1, MS, MS, 0, 0));
  }

  @Test
  void traceWithoutEvents_saysSo() {
    GcDetails gc = GcDetails.of(TraceScript.of("main: RUNNING 0-10"), new TimeRange(0, 10));

    assertThat(gc.recorded())
        .isEqualTo(new GcRecorded("G1", false, false, 2, OptionalDouble.empty()));
    assertThat(gc.pauses()).isEmpty();
  }
}
