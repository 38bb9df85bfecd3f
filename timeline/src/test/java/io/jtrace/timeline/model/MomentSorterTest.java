package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MomentSorterTest {
  /** A moment and where it is. */
  private record Moment(long nanos, int source, int row) {}

  @Property(tries = 50)
  void momentsOfSeveralTables_areSortedByTimeThenTableThenRow(@ForAll long seed) {
    Random random = new Random(seed);
    List<long[]> tables = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tables.add(LongStream.generate(() -> random.nextInt(50) - 10).limit(40).toArray());
    }

    assertSorted(tables, 0, 30);
  }

  @Test
  void tableOfSeveralBatches_isMerged() {
    Random random = new Random(1);
    long[] nearlySorted = new long[150_000];
    for (int i = 0; i < nearlySorted.length; i++) {
      nearlySorted[i] = 1_000L * i + random.nextInt(50_000_000);
    }

    assertSorted(List.of(nearlySorted, new long[] {70_000_000, 5}), 0, Long.MAX_VALUE);
  }

  @Test
  void timesAnEternityApart_areSortedToo() {
    long[] times = {Long.MAX_VALUE, 0, Long.MIN_VALUE, 5, Long.MAX_VALUE - 1, 5};

    assertSorted(List.of(times), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Test
  void endsOfRows_needAnIdAndConsent() {
    MomentSorter sorter = new MomentSorter(0, 100, Storage.onHeap());
    LongColumn starts = LongColumn.of(10, 0, 20, 30, 95);
    LongColumn lengths = LongColumn.of(50, 5, 0, 1, 10);
    sorter.addEnds(starts, lengths, IntColumn.of(1, 1, -1, 1, 1), row -> row != 3);

    Moments moments = sorter.build();

    assertThat(IntStream.range(0, moments.size()).map(moments::row)).containsExactly(1, 0);
    assertThat(moments.nanos(1)).isEqualTo(60);
    assertThat(moments.firstAtOrAfter(6)).isEqualTo(1);
    assertThat(moments.firstAtOrAfter(61)).isEqualTo(2);
  }

  private static void assertSorted(List<long[]> tables, long min, long max) {
    MomentSorter sorter = new MomentSorter(min, max, Storage.onHeap());
    List<Moment> expected = new ArrayList<>();
    for (int source = 0; source < tables.size(); source++) {
      long[] times = tables.get(source);
      sorter.add(LongColumn.of(times));
      for (int row = 0; row < times.length; row++) {
        if (times[row] >= min && times[row] <= max) {
          expected.add(new Moment(times[row], source, row));
        }
      }
    }
    expected.sort(
        Comparator.comparingLong(Moment::nanos)
            .thenComparingInt(Moment::source)
            .thenComparingInt(Moment::row));
    Moments moments = sorter.build();

    assertThat(IntStream.range(0, moments.size()).boxed())
        .extracting(i -> new Moment(moments.nanos(i), moments.source(i), moments.row(i)))
        .isEqualTo(expected);
  }
}
