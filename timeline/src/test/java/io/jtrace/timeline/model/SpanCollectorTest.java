package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanCollectorTest {
  private static final SpanSource[] SOURCES = {
    SpanSource.bare(State.RUNNING), SpanSource.bare(State.PARKED)
  };

  private static void give(SpanCollector collector, int piece, boolean isEnd, long... starts) {
    SpanChunk chunk = collector.take(piece);
    for (long start : starts) {
      chunk.starts[chunk.size] = start;
      chunk.codes[chunk.size] = piece % 2;
      chunk.rows[chunk.size++] = piece;
    }
    chunk.isEndOfPiece = isEnd;
    collector.give(chunk);
  }

  @Test
  void piecesThatEndInAnyOrder_arePackedInTheirOwn() {
    Storage storage = Storage.spillingAfter(0);
    SpanCollector collector = new SpanCollector(4, storage);
    give(collector, 2, true, 5);
    give(collector, 0, false, 0, 1);
    give(collector, 1, false, 3);
    give(collector, 1, true);
    give(collector, 0, true, 2);
    give(collector, 3, true, 6, 7);

    Spans spans = collector.build(new int[] {0, 7}, LongColumn.of(9), SOURCES);

    assertThat(IntStream.range(0, spans.size()).mapToLong(spans::startNanos))
        .containsExactly(0L, 1L, 2L, 3L, 5L, 6L, 7L);
    assertThat(IntStream.range(0, spans.size()).map(spans::stateOrdinal))
        .containsExactly(0, 0, 0, State.PARKED.ordinal(), 0, 4, 4);
    assertThat(storage.heapBytes()).isZero();
    assertThat(storage.spilledBytes()).isPositive();
  }

  @Test
  void cancelledCollector_sendsWorkersHome() {
    SpanCollector collector = new SpanCollector(2, Storage.onHeap());
    collector.cancel();

    assertThatThrownBy(() -> collector.take(1)).isInstanceOf(CancellationException.class);
  }

  @Test
  void failedWorker_failsTheWork() {
    assertThatThrownBy(
            () ->
                Workers.run(
                    3,
                    () -> {
                      throw new IllegalStateException("broken");
                    },
                    () -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
  }
}
