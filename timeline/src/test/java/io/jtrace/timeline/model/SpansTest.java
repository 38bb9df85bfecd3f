package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpansTest {
  @Test
  void cursor_readsWhatTheIndexFinds() {
    Spans.Builder builder = new Spans.Builder();
    builder.endThread();
    for (int thread = 1; thread < 3; thread++) {
      for (int i = 0; i < 3_000; i++) {
        int span = builder.add(10L * i, 10L * i + 10, State.at((i + thread) % State.count()));
        if (i % 7 == 0) {
          builder.pinned(span);
        }
      }
      builder.endThread();
    }
    Spans spans = builder.build();
    SpanCursor cursor = spans.cursor();
    int span = 0;
    for (int thread = 0; thread < 3; thread++) {
      cursor.begin(thread);
      while (cursor.next()) {
        assertThat(cursor.span()).isEqualTo(span);
        assertThat(cursor.startNanos()).isEqualTo(spans.startNanos(span));
        assertThat(cursor.endNanos()).isEqualTo(spans.endNanos(span));
        assertThat(cursor.stateOrdinal()).isEqualTo(spans.stateOrdinal(span));
        assertThat(cursor.isPinned()).isEqualTo(spans.isPinned(span));
        span++;
      }
      assertThat(span).isEqualTo(spans.end(thread));
    }
    assertThat(span).isEqualTo(6_000);
  }

  @Test
  void moment_isFoundInItsSpanOrNotAtAll() {
    Spans spans = TraceScript.of("a: RUNNING 0-1", "b: RUNNING 5-10ns, PARKED 10-20ns").spans();

    assertThat(spans.at(1, 4)).isEqualTo(-1);
    assertThat(spans.at(1, 5)).isEqualTo(1);
    assertThat(spans.at(1, 9)).isEqualTo(1);
    assertThat(spans.at(1, 10)).isEqualTo(2);
    assertThat(spans.at(1, 20)).isEqualTo(-1);
    assertThat(spans.firstEndingAfter(1, 0)).isEqualTo(1);
    assertThat(spans.firstEndingAfter(1, 19)).isEqualTo(2);
    assertThat(spans.firstEndingAfter(1, 20)).isEqualTo(3);
    assertThat(spans.endNanos(0)).isEqualTo(1_000_000);
    assertThat(spans.thread(2)).isEqualTo(1);
  }

  @Test
  void spanThatLeavesAGap_isRefused() {
    Spans.Builder builder = new Spans.Builder();
    builder.add(0, 10, State.RUNNING);

    assertThatThrownBy(() -> builder.add(11, 12, State.PARKED))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.add(10, 10, State.PARKED))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
