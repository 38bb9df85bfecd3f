package io.jtrace.timeline.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.timeline.analysis.CpuSpanDetails;
import io.jtrace.timeline.jfr.RecordingScript;
import io.jtrace.timeline.model.CpuTracks;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Processors as rows of the timeline. */
class CpuTilesTest {
  private static final long MS = 1_000_000;

  /** The ids of three threads come before those of processors. */
  private static final int FIRST_CPU = 3;

  private static final Trace FEW =
      trace(
          slice(7, 5, 0, 20, true),
          slice(8, 5, 20, 10, false),
          slice(9, 5, 40, 10, false),
          slice(7, 2, 30, 70, false));

  private static Trace trace(String... slices) {
    return Traces.of(
        RecordingScript.of(
            "duration 100",
            "thread recorder",
            "thread a osId=7",
            "thread b osId=8",
            "jtrace.ClockSync recorder 50 nanoTime=1050000000",
            String.join("\n", slices)));
  }

  /** The monotonic clock is 1 s ahead of the trace. */
  private static String slice(int osId, int cpu, int start, int millis, boolean preempted) {
    return "jtrace.CpuSlice recorder 99 osThreadId=%d cpu=%d startNanoTime=%d durationNanos=%dms preempted=%s"
        .formatted(osId, cpu, (1000 + start) * MS, millis, preempted);
  }

  private static CpuSpanDetails details(Trace trace, int track, long nanos) {
    CpuTracks cpus = CpuTracks.of(trace);
    return CpuSpanDetails.of(trace, cpus, cpus.at(track, nanos));
  }

  @Test
  void processors_comeAfterThreadsInTheOrderOfTheirNumbers() {
    CpuTracks cpus = CpuTracks.of(FEW);

    assertThat(Tiles.of(FEW).tracks()).isEqualTo(FIRST_CPU + 2);
    assertThat(CpuSpanDetails.name(cpus, FIRST_CPU)).isEqualTo("CPU 2");
    assertThat(CpuSpanDetails.name(cpus, FIRST_CPU + 1)).isEqualTo("CPU 5");
    assertThat(cpus.first(FIRST_CPU)).isEqualTo(FEW.spans().size());
    assertThat(cpus.endSpan()).isEqualTo(FEW.spans().size() + 4);
    for (int span = FEW.spans().size(); span < cpus.endSpan(); span++) {
      assertThat(cpus.trackOf(span)).isEqualTo(span == FEW.spans().size() ? 3 : 4);
    }
  }

  @Test
  void fewIntervals_areExactSpans() {
    Tiles tiles = Tiles.of(FEW);
    Tile tile = tiles.tile(FIRST_CPU + 1, 20, 0);

    assertThat(tile).isInstanceOf(Tile.Exact.class);
    assertThat(tile.count()).isEqualTo(3);
    ByteBuffer bytes = ByteBuffer.wrap(TilePayload.of(tiles, tile)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getInt(4)).isEqualTo(FEW.spans().size() + 2);
    assertThat(bytes.getDouble(12 + 8)).isEqualTo(20.0 * MS);
    assertThat(bytes.getDouble(12 + 24 + 16)).isEqualTo(50.0 * MS);
    assertThat(bytes.get(12 + 48)).isEqualTo((byte) State.RUNNING.ordinal());
    assertThat(bytes.get(12 + 48 + 3)).isEqualTo((byte) 16); // preempted
    assertThat(bytes.get(12 + 48 + 3 + 1)).isZero();
  }

  @Test
  void interval_saysWhoRanAndHowItLeft() {
    assertThat(details(FEW, FIRST_CPU + 1, 5 * MS))
        .isEqualTo(
            new CpuSpanDetails(
                FEW.spans().size() + 1,
                FIRST_CPU + 1,
                "CPU 5",
                new TimeRange(0, 20 * MS),
                State.RUNNING,
                1,
                "a",
                CpuSpanDetails.Leaving.PREEMPTED,
                -1,
                FEW.spans().size() + 2));
    assertThat(details(FEW, FIRST_CPU + 1, 20 * MS).leaving())
        .isEqualTo(CpuSpanDetails.Leaving.OWN_DOING);
    assertThat(CpuSpanDetails.label(FEW, CpuTracks.of(FEW), FEW.spans().size() + 3))
        .isEqualTo("unknown thread");
  }

  @Test
  void timeInWhichNoThreadRan_hasNoSpan() {
    CpuTracks cpus = CpuTracks.of(FEW);

    assertThat(cpus.at(FIRST_CPU + 1, 35 * MS)).isEqualTo(-1);
    assertThat(cpus.at(FIRST_CPU + 1, 60 * MS)).isEqualTo(-1);
    assertThat(cpus.at(FIRST_CPU, 29 * MS)).isEqualTo(-1);
    assertThat(Tiles.of(FEW).tile(FIRST_CPU, 10, 20)).isInstanceOf(Tile.Empty.class);
  }

  @Test
  void timeAfterTheLastInterval_isUndetermined() {
    Trace trace = trace(slice(7, 0, 0, 20, true), slice(8, 1, 0, 60, false));
    CpuTracks cpus = CpuTracks.of(trace);

    assertThat(cpus.at(FIRST_CPU, 30 * MS)).isEqualTo(-1);
    for (int track = FIRST_CPU; track < cpus.endTrack(); track++) {
      CpuSpanDetails tail = details(trace, track, 60 * MS);
      assertThat(tail.range()).isEqualTo(new TimeRange(60 * MS, 100 * MS));
      assertThat(tail.state()).isEqualTo(State.UNDETERMINED);
      assertThat(tail.thread()).isEqualTo(-1);
      assertThat(tail.leaving()).isEqualTo(CpuSpanDetails.Leaving.UNKNOWN);
      assertThat(CpuSpanDetails.label(trace, cpus, tail.span())).isEqualTo("undetermined");
      assertThat(cpus.trackOf(tail.span())).isEqualTo(track);
    }
  }

  @Test
  void manyIntervals_areBucketsThatTellHowBusyTheProcessorWas() {
    List<String> slices = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      slices.add(
          "jtrace.CpuSlice recorder 99 osThreadId=7 cpu=0 startNanoTime=%d durationNanos=10us"
              .formatted(1000 * MS + i * 40_000L));
    }
    Tile tile = Tiles.of(trace(slices.toArray(String[]::new))).tile(FIRST_CPU, 17, 0);

    assertThat(tile).isInstanceOf(Tile.Buckets.class);
    byte bucket = ((Tile.Buckets) tile).buckets().at(300);
    assertThat(Bucket.state(bucket)).isEqualTo(State.RUNNING.ordinal());
    assertThat(Bucket.share(bucket)).isBetween(3, 5); // a quarter of 15
  }

  @Test
  void overlappingIntervals_endWhenTheNextBegins() {
    Trace trace =
        trace(
            slice(7, 0, 0, 90, true),
            slice(8, 0, 10, 10, true),
            slice(8, 0, 10, 20, true),
            slice(7, 0, 40, 60, true));
    CpuTracks cpus = CpuTracks.of(trace);

    assertThat(details(trace, FIRST_CPU, 5 * MS).range()).isEqualTo(new TimeRange(0, 10 * MS));
    assertThat(details(trace, FIRST_CPU, 29 * MS).threadName()).isEqualTo("b");
    assertThat(cpus.at(FIRST_CPU, 35 * MS)).isEqualTo(-1);
    assertThat(Tiles.of(trace).tile(FIRST_CPU, 20, 0).count()).isEqualTo(4);
  }

  @Test
  void traceWithoutIntervals_hasNoProcessors() {
    Trace trace = trace();

    assertThat(CpuTracks.of(trace).size()).isZero();
    assertThatThrownBy(() -> Tiles.of(trace).tile(FIRST_CPU, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CpuSpanDetails.of(trace, CpuTracks.of(trace), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
