package io.jtrace.timeline.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RegionWindowTest {
  private static final int ALL_DEPTHS = 9;
  private static final Trace TRACE =
      TraceScript.of(
          "main: RUNNING 0-100",
          "worker: RUNNING 0-100",
          "@region 0-90ms \"serve\" thread=main",
          "@region 10-20ms \"query\" thread=main depth=1",
          "@region 12-30ms \"query\" thread=worker",
          "@region 40-41ms \"query\" thread=main depth=1",
          "@region 42-43ms \"write\" thread=main depth=1",
          "@region 60-70ms \"write\" thread=main depth=1",
          "@region 61-65ms \"flush\" thread=main depth=2");
  private static final ThreadRegions REGIONS = ThreadRegions.of(TRACE);

  private static List<String> window(int thread, String range, long bucketMillis, int depths) {
    String[] ends = range.split("-", -1);
    TimeRange nanos = new TimeRange(nanos(ends[0]), nanos(ends[1]));
    return RegionWindow.of(REGIONS, thread, nanos, bucketMillis * 1_000_000, depths)
        .regions()
        .stream()
        .map(RegionWindowTest::text)
        .toList();
  }

  private static long nanos(String millis) {
    return Long.parseLong(millis) * 1_000_000;
  }

  private static String text(LaneSlice slice) {
    return "%s %d-%d at %d, %d"
        .formatted(
            TRACE.strings().at(slice.type()),
            slice.startNanos() / 1_000_000,
            slice.endNanos() / 1_000_000,
            slice.lane(),
            slice.count());
  }

  @Test
  void regionsOfAThread_comeInOrderWithTheirDepths() {
    assertThat(window(0, "0-100", 1, ALL_DEPTHS))
        .containsExactly(
            "serve 0-90 at 0, 1",
            "query 10-20 at 1, 1",
            "query 40-41 at 1, 1",
            "write 42-43 at 1, 1",
            "write 60-70 at 1, 1",
            "flush 61-65 at 2, 1");
    assertThat(window(1, "0-100", 1, ALL_DEPTHS)).containsExactly("query 12-30 at 0, 1");
  }

  @Test
  void shortRegionsOfABucket_areDrawnTogether() {
    assertThat(window(0, "35-55", 10, ALL_DEPTHS))
        .containsExactly("serve 0-90 at 0, 1", "query 40-43 at 1, 2");
  }

  @Test
  void deeperRegionsThanThereIsRoomFor_areLeftOut() {
    assertThat(window(0, "60-62", 1, 2))
        .containsExactly("serve 0-90 at 0, 1", "write 60-70 at 1, 1");
  }

  @Test
  void regionAroundTheWindow_isFoundBeforeThoseThatEnded() {
    assertThat(window(0, "50-55", 1, ALL_DEPTHS)).containsExactly("serve 0-90 at 0, 1");
    assertThat(window(0, "95-99", 1, ALL_DEPTHS)).isEmpty();
  }

  @Test
  void depths_areOfTheThread() {
    assertThat(REGIONS.isEmpty()).isFalse();
    assertThat(REGIONS.depths(0)).isEqualTo(3);
    assertThat(REGIONS.depths(1)).isEqualTo(1);
    assertThat(REGIONS.depths(-1)).isZero();
    assertThat(ThreadRegions.of(TraceScript.of("main: RUNNING 0-10")).isEmpty()).isTrue();
  }
}
