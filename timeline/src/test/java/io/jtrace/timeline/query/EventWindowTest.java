package io.jtrace.timeline.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EventWindowTest {
  private static final TimeRange WHOLE = new TimeRange(0, 100);

  private static Trace trace(String... events) {
    List<String> lines = new ArrayList<>(List.of("main: RUNNING 0-100ns", "@trace 0-100ns"));
    for (String event : events) {
      lines.add("@custom " + event);
    }
    return TraceScript.of(lines.toArray(new String[0]));
  }

  @Test
  void wideEvents_areSlicesOfTheirOwn() {
    Trace trace = trace("main 0-20ns a.A", "main 5-15ns a.B", "main 20-40ns a.A");

    assertThat(EventWindow.of(trace, 0, WHOLE, 10, 9).slices())
        .containsExactly(
            new LaneSlice(0, 0, 0, 20, 0, 1),
            new LaneSlice(1, 1, 5, 15, 1, 1),
            new LaneSlice(2, 0, 20, 40, 0, 1));
  }

  @Test
  void shortEventsOfABucket_areDrawnTogether() {
    Trace trace = trace("main 1-2ns a.A", "main 3-4ns a.B", "main 8-12ns a.A", "main 21-22ns a.A");

    assertThat(EventWindow.of(trace, 0, WHOLE, 10, 9).slices())
        .containsExactly(new LaneSlice(0, 0, 1, 12, 0, 3), new LaneSlice(3, 0, 21, 22, 0, 1));
  }

  @Test
  void instantsOfABucket_areDrawnTogether() {
    Trace trace = trace("main 1ns a.A", "main 9ns a.B", "main 10ns a.B", "main 100ns a.B");

    assertThat(EventWindow.of(trace, 0, WHOLE, 10, 9).instants())
        .containsExactly(
            new EventWindow.Instant(0, 1, 1, 2),
            new EventWindow.Instant(2, 10, 0, 1),
            new EventWindow.Instant(3, 100, 0, 1));
  }

  @Test
  void window_holdsWhatReachesIntoIt() {
    Trace trace =
        trace("main 0-100ns a.Long", "main 10-20ns a.A", "main 50-60ns a.A", "- 55-56ns a.A");

    assertThat(EventWindow.of(trace, 0, new TimeRange(40, 55), 1, 9).slices())
        .extracting(LaneSlice::startNanos)
        .containsExactly(0L, 50L);
    assertThat(EventWindow.of(trace, -1, new TimeRange(40, 55), 1, 9).slices()).hasSize(1);
  }

  @Test
  void lanesWithoutRoom_areLeftOut() {
    Trace trace = trace("main 0-50ns a.A", "main 10-40ns a.A", "main 20-30ns a.A");

    assertThat(EventWindow.of(trace, 0, WHOLE, 1, 2).slices()).hasSize(2);
  }

  /**
   * However many events there are: in each bucket of a lane one long one and one drawn together.
   */
  @Property(tries = 50)
  void rectangles_areNoMoreThanBucketsAllow(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int bucketNanos) {
    Random random = new Random(seed);
    String[] lines = new String[400];
    for (int i = 0; i < lines.length; i++) {
      int start = random.nextInt(100);
      int end = start + random.nextInt(101 - start) / (1 + random.nextInt(20));
      lines[i] = "main " + start + (end > start ? "-" + end : "") + "ns a.A";
    }
    Trace trace = trace(lines);

    EventWindow window = EventWindow.of(trace, 0, WHOLE, bucketNanos, 50);

    int buckets = 100 / bucketNanos + 1;
    assertThat(window.instants().size()).isLessThanOrEqualTo(buckets);
    for (int lane = 0; lane < 50; lane++) {
      int of = lane;
      assertThat(window.slices().stream().filter(slice -> slice.lane() == of).count())
          .isLessThanOrEqualTo(2L * buckets);
    }
    long drawn =
        window.slices().stream().mapToLong(LaneSlice::count).sum()
            + window.instants().stream().mapToLong(EventWindow.Instant::count).sum();
    if (trace.customEvents().laneCount(0) <= 50) {
      assertThat(drawn).isEqualTo(trace.customEvents().size());
    }
  }
}
