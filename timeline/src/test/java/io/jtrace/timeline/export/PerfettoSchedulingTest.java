package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.proto.perfetto.TrackDescriptor;
import io.jtrace.timeline.jfr.RecordingScript;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Traces;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PerfettoSchedulingTest {
  private static final long MS = 1_000_000;
  private static final int PARKED = 1;
  private static final int YIELDED = 3;
  private static final int ENDED = 7;

  /** What an importer makes of an export, with names for tids. */
  private record Imported(PerfettoVerifier verifier, Map<Long, String> names) {
    /** Returns the states of a thread such as {@code RUNNING 11-20}, in order of time. */
    List<String> statesOf(String thread) {
      return verifier.scheduling().states().stream()
          .filter(state -> thread.equals(names.get(state.tid())))
          .map(this::text)
          .toList();
    }

    private String text(SchedulingVerifier.ThreadState state) {
      String end = state.endNanos() < 0 ? "" : text(state.endNanos());
      String waker = state.wakerTid() == 0 ? "" : " by " + names.get(state.wakerTid());
      String reason = state.reason().isEmpty() ? "" : " " + state.reason();
      return state.state() + " " + text(state.startNanos()) + "-" + end + waker + reason;
    }

    /** Returns what processors did, such as {@code 0 v 11-20}. */
    List<String> slices() {
      return verifier.scheduling().slices().stream()
          .map(
              s ->
                  "%d %s %s-%s"
                      .formatted(
                          s.processor(),
                          names.get(s.tid()),
                          text(s.startNanos()),
                          text(s.endNanos())))
          .toList();
    }

    private static String text(long nanos) {
      return nanos % MS == 0 ? Long.toString(nanos / MS) : nanos / MS + "ms" + nanos % MS;
    }
  }

  private static Imported export(Trace trace, TimeRange window) throws IOException {
    var packets = PerfettoExporterTest.export(trace, window);
    PerfettoVerifier verifier = PerfettoVerifier.verify(packets);
    assertThat(verifier.problems()).isEmpty();
    Map<Long, String> names = new HashMap<>();
    packets.stream()
        .map(packet -> packet.getTrackDescriptor())
        .filter(TrackDescriptor::hasThread)
        .forEach(t -> names.put(t.getThread().getTid(), t.getThread().getThreadName()));
    return new Imported(verifier, names);
  }

  private static Imported export(Trace trace) throws IOException {
    return export(trace, trace.range());
  }

  private static Trace virtual(String... lines) {
    return Traces.of(
        RecordingScript.of(
            "duration 100",
            "virtual v",
            "virtual w",
            "thread carrier-2",
            "thread carrier-10",
            "thread main",
            String.join("\n", lines)));
  }

  private static String run(String carrier, String thread, String time, int reason) {
    return "jtrace.VirtualThreadRun %s %s virtualThread=%s reason=%d"
        .formatted(carrier, time, thread, reason);
  }

  private static String wake(String waker, String thread, int millis) {
    return "jtrace.VirtualThreadRunnable %s %d virtualThread=%s".formatted(waker, millis, thread);
  }

  @Test
  void virtualThread_runsOnItsCarriersAndIsWokenByWhomItWas() throws IOException {
    Imported imported =
        export(
            virtual(
                wake("main", "v", 10),
                run("carrier-10", "v", "11-20", PARKED),
                "VirtualThreadStart v 12 javaThreadId=1",
                wake("main", "v", 40),
                run("carrier-2", "v", "45-50", ENDED),
                "VirtualThreadEnd v 49 javaThreadId=1"));

    assertThat(imported.statesOf("v"))
        .containsExactly(
            "RUNNABLE 10-11 by main",
            "RUNNING 11-20",
            "INTERRUPTIBLE_SLEEP 20-40 parked",
            "RUNNABLE 40-45 by main",
            "RUNNING 45-50",
            "DEAD 50-");
    assertThat(imported.slices()).containsExactly("1 v 11-20", "0 v 45-50");
  }

  @Test
  void yield_isRunnableWithoutWaker() throws IOException {
    Imported imported =
        export(
            virtual(
                run("carrier-2", "v", "10-20", YIELDED), run("carrier-2", "v", "25-30", PARKED)));

    assertThat(imported.statesOf("v"))
        .containsExactly(
            "RUNNING 10-20",
            "RUNNABLE 20-25",
            "RUNNING 25-30",
            "INTERRUPTIBLE_SLEEP 30-100 parked",
            "STOPPED 100-");
  }

  @Test
  void overlappingRuns_leaveTheProcessorToTheFirst() throws IOException {
    Imported imported =
        export(
            virtual(
                run("carrier-2", "v", "10-20", PARKED), run("carrier-2", "w", "15-30", PARKED)));

    assertThat(imported.slices()).containsExactly("0 v 10-20");
    assertThat(imported.verifier().tracksNamed("carries")).hasSize(2);
  }

  @Test
  void carrier_showsWhatItCarried() throws IOException {
    Imported imported =
        export(
            virtual(run("carrier-2", "v", "10-20", PARKED), run("carrier-2", "w", "20-30", ENDED)));

    long row = imported.verifier().tracksNamed("carries").get(0).getUuid();
    assertThat(imported.verifier().slices())
        .filteredOn(slice -> slice.track() == row)
        .extracting(s -> s.name() + " " + s.startNanos() / MS + "-" + s.endNanos() / MS)
        .containsExactly("v 10-20", "w 20-30");
  }

  @Test
  void window_cutsStatesAtBothEnds() throws IOException {
    Trace trace =
        virtual(
            wake("main", "v", 10),
            run("carrier-2", "v", "11-50", PARKED),
            wake("main", "v", 60),
            run("carrier-2", "v", "61-90", PARKED));

    assertThat(export(trace, new TimeRange(20 * MS, 70 * MS)).statesOf("v"))
        .containsExactly(
            "RUNNING 20-50",
            "INTERRUPTIBLE_SLEEP 50-60 parked",
            "RUNNABLE 60-61 by main",
            "RUNNING 61-70",
            "STOPPED 70-");
  }

  @Test
  void withoutSchedulingData_thereIsNone() throws IOException {
    Imported imported = export(DrawnTraces.shop());

    assertThat(imported.verifier().scheduling().states()).isEmpty();
    assertThat(imported.verifier().tracksNamed("carries")).isEmpty();
  }
}
