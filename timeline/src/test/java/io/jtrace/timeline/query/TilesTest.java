package io.jtrace.timeline.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TilesTest {
  @Test
  void sparseWindow_namesEachSpan() {
    Trace trace = TraceScript.of("main: RUNNING 0-10ns, PARKED 10-40ns pinned, RUNNING 40-60ns");

    Tile tile = Tiles.of(trace).tile(0, 0, 0);

    assertThat(tile).isInstanceOf(Tile.Exact.class);
    ByteBuffer bytes = payload(trace, tile);
    assertThat(tile.count()).isEqualTo(3);
    assertThat(bytes.getInt(4)).isEqualTo(1);
    assertThat(bytes.getDouble(12 + 8)).isEqualTo(10.0);
    assertThat(bytes.getDouble(12 + 24 + 8)).isEqualTo(40.0);
    assertThat(bytes.get(12 + 48 + 1)).isEqualTo((byte) State.PARKED.ordinal());
    assertThat(bytes.get(12 + 48 + 3 + 1)).isEqualTo((byte) 1);
    assertThat(bytes.capacity() % 4).isZero();
  }

  @Test
  void windowOutsideTheLife_isEmpty() {
    Trace trace = TraceScript.of("late: RUNNING 5000-6000ns");

    assertThat(Tiles.of(trace).tile(0, 0, 0)).isInstanceOf(Tile.Empty.class);
    assertThat(Tiles.of(trace).tile(0, 0, 5)).isInstanceOf(Tile.Exact.class);
    assertThat(Tiles.of(trace).tile(0, 0, 6)).isInstanceOf(Tile.Empty.class);
  }

  @Test
  void denseWindow_tellsWhatDominatesAndWhatHides() {
    // 1000 times: 3 ns running, 1 ns blocked; then a long park.
    StringBuilder text = new StringBuilder("main: ");
    for (int i = 0; i < 1000; i++) {
      text.append(
          "RUNNING %d-%dns, BLOCKED %d-%dns, ".formatted(4 * i, 4 * i + 3, 4 * i + 3, 4 * i + 4));
    }
    Trace trace = TraceScript.of(text + "PARKED 4000-9000ns");

    Tile tile = Tiles.of(trace).tile(0, 3, 0);

    assertThat(tile).isInstanceOf(Tile.Buckets.class);
    Tile.Buckets buckets = (Tile.Buckets) tile;
    assertThat(Bucket.state(buckets.buckets().at(7))).isEqualTo(State.RUNNING.ordinal());
    assertThat(Bucket.share(buckets.buckets().at(7))).isEqualTo(11); // 3/4 of 15
    assertThat(buckets.marks().get(7)).isTrue();
    assertThat(Bucket.state(buckets.buckets().at(600))).isEqualTo(State.PARKED.ordinal());
    assertThat(Bucket.isFull(buckets.buckets().at(600))).isTrue();
    assertThat(buckets.marks().get(600)).isFalse();
    assertThat(buckets.wide().size()).isEqualTo(1);
    assertThat(buckets.wide().at(0)).isEqualTo(2000);
    ByteBuffer bytes = payload(trace, tile);
    assertThat(bytes.getInt(1024)).isEqualTo(1);
    assertThat(bytes.capacity()).isEqualTo(1024 + 4 + 24 + 128);
    assertThat(bytes.get(1024 + 4 + 24)).isEqualTo((byte) 0xff);
  }

  @Test
  void numbersOutOfRange_areRefused() {
    Tiles tiles = Tiles.of(TraceScript.of("main: RUNNING 0-10"));

    assertThatThrownBy(() -> tiles.tile(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tiles.tile(0, 41, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tiles.tile(0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tiles.tile(0, 40, Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 25)
  void accumulatedLevels_equalBruteForceExactly(@ForAll long seed) {
    Spans spans = randomThread(seed, 400);
    Map<String, Long> found = new HashMap<>();
    BucketAccumulator accumulator =
        new BucketAccumulator(
            7,
            20,
            (level, index, nanos, touched, marked) -> {
              for (int state = 0; state < nanos.length; state++) {
                if (nanos[state] > 0) {
                  found.put(level + ":" + index + ":" + state, nanos[state]);
                }
              }
            });
    for (int s = 0; s < spans.size(); s++) {
      accumulator.add(spans.startNanos(s), spans.endNanos(s), spans.stateOrdinal(s), false);
    }
    accumulator.finish();

    for (int level : new int[] {7, 10, 20}) {
      assertThat(ofLevel(found, level)).isEqualTo(bruteForce(spans, level));
    }
  }

  @Property(tries = 60)
  void tilesOfAnyLevel_agreeWithBruteForce(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 24) int level) {
    Spans spans = randomThread(seed, seed % 2 == 0 ? 3000 : Tiles.PYRAMID_SPANS - 1);
    Trace trace = traceOf(spans);
    Tiles tiles = Tiles.of(trace);
    long endNanos = spans.endNanos(spans.size() - 1);
    int last = (int) (endNanos / Tiles.window(level, 0).durationNanos());
    for (int index = Math.max(0, last - 2); index <= last; index++) {
      Tile tile = tiles.tile(0, level, index);
      if (tile instanceof Tile.Buckets buckets) {
        assertBuckets(spans, buckets, level, index);
        assertWide(spans, buckets, level, index);
      } else {
        assertExact(spans, tile, Tiles.window(level, index));
      }
    }
  }

  @Test
  void pyramidsBuiltByWorkers_giveTheTilesBuiltOnDemand() {
    Trace trace = traceOf(randomThread(3, 5_000));
    Tiles built = Tiles.of(trace);
    built.buildAll(2);

    assertThat(built.tile(0, 20, 0)).isInstanceOf(Tile.Buckets.class);
    assertThat(TilePayload.of(built, built.tile(0, 20, 0)))
        .isEqualTo(TilePayload.of(built, Tiles.of(trace).tile(0, 20, 0)));
  }

  private static void assertBuckets(Spans spans, Tile.Buckets tile, int level, int index) {
    for (int bucket = 0; bucket < Tile.BUCKETS; bucket += 101) {
      long start = ((long) index * Tile.BUCKETS + bucket) << level;
      TimeRange range = new TimeRange(start, start + (1L << level));
      long[] nanos = new long[State.count()];
      for (int s = 0; s < spans.size(); s++) {
        nanos[spans.stateOrdinal(s)] += range.overlapNanos(spans.startNanos(s), spans.endNanos(s));
      }
      assertThat(tile.buckets().at(bucket)).isEqualTo(Bucket.of(nanos, level));
    }
  }

  /** All spans of at least 24 buckets are listed of which the tile holds a full bucket. */
  private static void assertWide(Spans spans, Tile.Buckets tile, int level, int index) {
    TimeRange window = Tiles.window(level, index);
    long bucketNanos = 1L << level;
    List<Integer> listed = new ArrayList<>();
    for (int i = 0; i < tile.wide().size(); i++) {
      listed.add(tile.wide().at(i));
      assertThat(spans.durationNanos(tile.wide().at(i)) >> level).isGreaterThanOrEqualTo(24);
    }
    assertThat(listed).isSorted().doesNotHaveDuplicates();
    for (int s = 0; s < spans.size(); s++) {
      long start = Math.max(window.startNanos(), spans.startNanos(s));
      long end = Math.min(window.endNanos(), spans.endNanos(s));
      boolean fills = ((((start + bucketNanos - 1) >> level) + 1) << level) <= end;
      if (spans.durationNanos(s) >> level >= 24 && start < end && fills) {
        assertThat(listed).contains(s);
      }
    }
  }

  private static void assertExact(Spans spans, Tile tile, TimeRange window) {
    int touching = 0;
    for (int s = 0; s < spans.size(); s++) {
      touching += window.touches(spans.startNanos(s), spans.endNanos(s)) ? 1 : 0;
    }
    assertThat(tile.count()).isEqualTo(touching);
  }

  private static Map<String, Long> ofLevel(Map<String, Long> all, int level) {
    Map<String, Long> result = new HashMap<>(all);
    result.keySet().removeIf(key -> !key.startsWith(level + ":"));
    return result;
  }

  private static Map<String, Long> bruteForce(Spans spans, int level) {
    Map<String, Long> sums = new HashMap<>();
    for (int s = 0; s < spans.size(); s++) {
      long first = spans.startNanos(s) >> level;
      long last = (spans.endNanos(s) - 1) >> level;
      for (long index = first; index <= last; index++) {
        TimeRange bucket = new TimeRange(index << level, (index + 1) << level);
        sums.merge(
            level + ":" + index + ":" + spans.stateOrdinal(s),
            bucket.overlapNanos(spans.startNanos(s), spans.endNanos(s)),
            Long::sum);
      }
    }
    return sums;
  }

  private static Spans randomThread(long seed, int count) {
    Random random = new Random(seed);
    Spans.Builder builder = new Spans.Builder();
    long now = random.nextInt(100_000);
    for (int i = 0; i < count; i++) {
      long length = 1L + random.nextInt(1 << (1 + random.nextInt(16)));
      builder.add(now, now + length, State.at(random.nextInt(State.count())));
      now += length;
    }
    builder.endThread();
    return builder.build();
  }

  private static Trace traceOf(Spans spans) {
    Trace drawn =
        TraceScript.of("main: RUNNING 0-%dns".formatted(spans.endNanos(spans.size() - 1)));
    return new Trace(
        drawn.facts(),
        drawn.strings(),
        drawn.frames(),
        drawn.stacks(),
        drawn.threads(),
        spans,
        drawn.slices(),
        drawn.samples(),
        drawn.instants(),
        drawn.flows(),
        drawn.scheduling(),
        drawn.customEvents(),
        drawn.counters(),
        drawn.eventTypes(),
        drawn.diagnostics());
  }

  private static ByteBuffer payload(Trace trace, Tile tile) {
    return ByteBuffer.wrap(TilePayload.of(Tiles.of(trace), tile)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
