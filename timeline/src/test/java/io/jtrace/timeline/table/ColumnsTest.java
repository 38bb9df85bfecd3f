package io.jtrace.timeline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Property(tries = 40)
  void stretchOfAColumn_isCopiedAsItsRowsAre(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 32) int bits) {
    Random random = new Random(seed);
    int size = 1 + random.nextInt(9_000);
    Storage storage = random.nextBoolean() ? Storage.onHeap() : Storage.spillingAfter(0);
    IntColumn.Appender ints = new IntColumn.Appender(storage);
    LongColumn.Appender longs = new LongColumn.Appender(storage);
    for (int i = 0; i < size; i++) {
      ints.add(random.nextInt() >> (32 - bits));
      longs.add(random.nextLong() >> (64 - 2 * bits));
    }
    IntColumn intColumn = ints.build();
    LongColumn longColumn = longs.build();
    int from = random.nextInt(size);
    int to = from + random.nextInt(size - from + 1);
    int[] someInts = new int[to - from];
    long[] someLongs = new long[to - from];
    intColumn.copy(from, to, someInts);
    longColumn.copy(from, to, someLongs);

    int min = Integer.MAX_VALUE;
    for (int row = 0; row < size; row++) {
      min = Math.min(min, intColumn.at(row));
      if (row >= from && row < to) {
        assertThat(someInts[row - from]).isEqualTo(intColumn.at(row));
        assertThat(someLongs[row - from]).isEqualTo(longColumn.at(row));
      }
    }
    assertThat(intColumn.min()).isEqualTo(min);
  }

  @Test
  void rowsBeyondTheEnd_areRefused() {
    IntColumn column = IntColumn.of(1, 2, 3);

    assertThatThrownBy(() -> column.copy(2, 4, new int[2]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(IntColumn.empty().min()).isZero();
  }

  @Test
  void numberedStrings_followTheInternedOnes() {
    Strings.Builder builder = new Strings.Builder();
    builder.intern("main");
    Strings strings = builder.build().plusNumbered("virtual-", LongColumn.of(23, 42));

    assertThat(strings.size()).isEqualTo(3);
    assertThat(strings.at(0)).isEqualTo("main");
    assertThat(strings.atOr(2, "")).isEqualTo("virtual-42");
    assertThat(Strings.Builder.from(strings).intern("virtual-23")).isEqualTo(1);
  }
}
