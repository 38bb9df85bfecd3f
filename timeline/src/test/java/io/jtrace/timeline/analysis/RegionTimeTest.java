package io.jtrace.timeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import org.junit.jupiter.api.Test;

class RegionTimeTest {
  private static final long MS = 1_000_000;
  private static final Trace TRACE =
      TraceScript.of(
          "main: RUNNING 0-10, SOCKET_IO 10-40 subject=db:1 stack=A.read, RUNNING 40-60,"
              + " BLOCKED 60-80 lock=L stack=A.lock, RUNNING 80-100",
          "other: SOCKET_IO 0-100 subject=db:1 stack=A.read",
          "@region 20-50 load thread=main",
          "@region 30-35 load thread=main depth=1",
          "@region 70-90 save thread=main",
          "@sample main 45 EXECUTION stack=A.sum",
          "@sample main 55 EXECUTION stack=A.sum");

  private static Profile in(String region, ProfileKind kind, TimeRange range) {
    return Profile.of(TRACE, range, thread -> true, kind, RegionTime.of(TRACE, region));
  }

  @Test
  void waits_countWithThePartInsideTheRegionOnce() {
    assertThat(in("load", ProfileKind.NET, TRACE.range()).total(ProfileWeight.TOTAL))
        .isEqualTo(20 * MS);
    assertThat(in("save", ProfileKind.SYNC, TRACE.range()).total(ProfileWeight.TOTAL))
        .isEqualTo(10 * MS);
    assertThat(in("load", ProfileKind.SYNC, TRACE.range()).rows().size()).isZero();
  }

  @Test
  void timeWindow_cutsTheRegion() {
    assertThat(in("load", ProfileKind.NET, new TimeRange(0, 25 * MS)).total(ProfileWeight.TOTAL))
        .isEqualTo(5 * MS);
  }

  @Test
  void samples_countIfTheyLieInTheRegion() {
    assertThat(in("load", ProfileKind.CPU, TRACE.range()).total(ProfileWeight.COUNT)).isEqualTo(1);
  }

  @Test
  void questionsWithoutAnAnswer_areSaid() {
    assertThatThrownBy(() -> RegionTime.of(TRACE, "nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found \"nothing\"");
    assertThatThrownBy(() -> in("load", ProfileKind.TIME, TRACE.range()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
