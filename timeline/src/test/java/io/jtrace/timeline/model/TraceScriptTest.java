package io.jtrace.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TraceScriptTest {
  private static final long MS = 1_000_000;

  @Test
  void drawnThreads_liveFromFirstToLastSpan() {
    Trace trace =
        TraceScript.of(
            "main:   RUNNING 0-10, PARKED 10-40 lock=com.acme.Pool stack=A.a:7<A.main wokenBy"
                + " worker, RUNNING 50-60",
            "worker: RUNNING 5-38 startedBy=main, SLEEPING 38ms-40500us");

    assertThat(trace.threadName(0)).isEqualTo("main");
    assertThat(trace.range()).isEqualTo(new TimeRange(0, 60 * MS));
    assertThat(trace.threads().endNanos(1)).isEqualTo(40_500_000);
    assertThat(trace.threads().isStartSeen(0)).isFalse();
    assertThat(trace.threads().isStartSeen(1)).isTrue();
    assertThat(trace.threads().isEndSeen(1)).isTrue();
    assertThat(trace.spans().state(2)).isEqualTo(State.UNDETERMINED);
    assertThat(trace.strings().at(trace.spans().subject(1))).isEqualTo("com.acme.Pool");
    assertThat(trace.stacks().depth(trace.spans().stack(1))).isEqualTo(2);
    assertThat(trace.flows().kind(0)).isEqualTo(Flows.Kind.START);
    assertThat(trace.flows().kind(1)).isEqualTo(Flows.Kind.UNPARK);
    assertThat(trace.flows().toNanos(1)).isEqualTo(40 * MS);
    assertThat(trace.spans().thread(4)).isEqualTo(1);
  }

  @Test
  void overlappingSpans_areRefused() {
    assertThatThrownBy(() -> TraceScript.of("main: RUNNING 0-10, PARKED 9-20"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in order without overlap");
  }
}
