package io.jtrace.timeline.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.SyntheticTrace;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import io.jtrace.timeline.table.IntColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GroupSumsTest {
  private static final Trace DRAWN =
      TraceScript.of(
          "a: RUNNING 0-512ns, PARKED 512-2048ns",
          "b: RUNNING 0-2048ns",
          "c: BLOCKED 1024-1536ns",
          "d: SLEEPING 0-2048ns");

  @Test
  void membersOnly_areSummedUp() {
    GroupTile tile = GroupSums.of(DRAWN, IntColumn.of(0, 1, 2)).tile(1, 0);

    assertThat(tile.knownLevel()).isEqualTo(1);
    assertThat(tile.mean(State.RUNNING, 10)).isEqualTo(2);
    assertThat(tile.mean(State.RUNNING, 256)).isEqualTo(1);
    assertThat(tile.mean(State.PARKED, 256)).isEqualTo(1);
    assertThat(tile.mean(State.BLOCKED, 511)).isZero();
    assertThat(tile.mean(State.BLOCKED, 512)).isEqualTo(1);
    assertThat(tile.states())
        .isEqualTo(
            (1 << State.RUNNING.ordinal())
                | (1 << State.PARKED.ordinal())
                | (1 << State.BLOCKED.ordinal()));
  }

  @Test
  void payload_holdsNumbersAndShares() {
    GroupTile tile = GroupSums.of(DRAWN, IntColumn.of(0, 1, 2)).tile(1, 0);

    ByteBuffer bytes = ByteBuffer.wrap(tile.payload()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.capacity()).isEqualTo(1024 * (4 + 3));
    assertThat(bytes.getFloat(4 * 600)).isEqualTo(3);
    assertThat(bytes.get(4 * 1024 + 600)).isEqualTo((byte) 85); // running: a third of 255
    assertThat(bytes.get(4 * 1024 + 10)).isEqualTo((byte) 255);
  }

  @Test
  void timeOutsideTheTrace_isEmpty() {
    GroupSums sums = GroupSums.of(DRAWN, IntColumn.of(0, 1));

    assertThat(sums.tile(1, 1).states()).isZero();
    assertThat(sums.tile(0, 2).payload()).isEmpty();
    assertThat(sums.tile(20, 77).states()).isZero();
    assertThat(GroupSums.of(DRAWN, IntColumn.empty()).tile(1, 0).states()).isZero();
    assertThatThrownBy(() -> sums.tile(41, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sums.tile(0, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bucketLongerThanTheTrace_countsTheTimeThatThereIs() {
    GroupTile tile = GroupSums.of(DRAWN, IntColumn.of(1)).tile(13, 0);

    assertThat(tile.mean(State.RUNNING, 0)).isEqualTo(0.25f);
    assertThat(tile.mean(State.RUNNING, 1)).isZero();
  }

  @Test
  void manyThreadsInAFineTile_areKnownMoreCoarsely() {
    GroupTile tile = GroupSums.of(DRAWN, IntColumn.of(0, 1), 1).tile(0, 0);

    assertThat(tile.knownLevel()).isEqualTo(1);
    assertThat(tile.mean(State.RUNNING, 511)).isEqualTo(2);
    assertThat(tile.mean(State.RUNNING, 512)).isEqualTo(1);
    assertThat(GroupSums.of(DRAWN, IntColumn.of(0, 1), 2).tile(0, 0).knownLevel()).isZero();
  }

  @Property(tries = 30)
  void meansOfAnyLevel_agreeWithBruteForce(
      @ForAll long seed, @ForAll @IntRange(min = 14, max = 38) int level) {
    Trace trace = SyntheticTrace.of(20_000, 12, seed);
    IntColumn members = IntColumn.of(1, 2, 3, 5, 8);
    int last = (int) (SyntheticTrace.DURATION_NANOS / Tiles.window(level, 0).durationNanos());
    GroupTile tile = GroupSums.of(trace, members).tile(level, last / 2);

    for (int bucket = 0; bucket < Tile.BUCKETS; bucket += 111) {
      long start = (last / 2 * (long) Tile.BUCKETS + bucket) << level;
      TimeRange range = new TimeRange(start, start + (1L << level));
      double[] sums = bruteForce(trace.spans(), members, range);
      for (State state : State.values()) {
        assertThat((double) tile.mean(state, bucket))
            .isCloseTo(sums[state.ordinal()] / range.durationNanos(), within(1e-5));
      }
    }
  }

  private static double[] bruteForce(Spans spans, IntColumn members, TimeRange range) {
    double[] nanos = new double[State.count()];
    for (int i = 0; i < members.size(); i++) {
      int thread = members.at(i);
      for (int s = spans.first(thread); s < spans.end(thread); s++) {
        nanos[spans.stateOrdinal(s)] += range.overlapNanos(spans.startNanos(s), spans.endNanos(s));
      }
    }
    return nanos;
  }
}
