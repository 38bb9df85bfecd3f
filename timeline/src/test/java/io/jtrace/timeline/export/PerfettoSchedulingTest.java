package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.proto.perfetto.TracePacket;
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

  private static Trace onMachine(String... lines) {
    return Traces.of(
        RecordingScript.of(
            "duration 100",
            "thread main",
            "thread other",
            "jtrace.ClockSync - 1ns nanoTime=1",
            String.join("\n", lines)));
  }

  private static String slice(int osId, int cpu, int start, int end, boolean isPreempted) {
    return ("jtrace.CpuSlice - %d osThreadId=%d cpu=%d startNanoTime=%d000000 durationNanos=%dms"
            + " preempted=%b")
        .formatted(end, osId, cpu, start, end - start, isPreempted);
  }

  @Test
  void threadOnTheMachine_isOffItsProcessorForTheReasonItHad() throws IOException {
    Imported imported =
        export(
            onMachine(
                slice(1000, 3, 10, 20, true),
                slice(1000, 1, 25, 30, false),
                "ThreadPark main 29-51 parkedClass=a.Lock",
                "jtrace.Unpark other 45 thread=main",
                slice(1001, 1, 40, 46, false),
                slice(1000, 1, 50, 60, false)));

    assertThat(imported.statesOf("main"))
        .containsExactly(
            "RUNNING 10-20",
            "RUNNABLE 20-25",
            "RUNNING 25-30",
            "INTERRUPTIBLE_SLEEP 30-45 parked: Lock",
            "RUNNABLE 45-50 by other",
            "RUNNING 50-60",
            "STOPPED 60-100 not recorded",
            "STOPPED 100-");
    assertThat(imported.slices())
        .containsExactly("3 main 10-20", "1 main 25-30", "1 other 40-46", "1 main 50-60");
  }

  @Test
  void changeOfProcessor_takesANanosecond() throws IOException {
    Imported imported =
        export(onMachine(slice(1000, 0, 10, 20, true), slice(1000, 1, 20, 30, false)));

    assertThat(imported.slices()).containsExactly("0 main 10-20", "1 main 20ms1-30");
  }

  @Test
  void processorBeyondWhatImportersTake_isLeftOut() throws IOException {
    Imported imported = export(onMachine(slice(1000, 4096, 10, 20, true)));

    assertThat(imported.slices()).isEmpty();
  }

  @Test
  void carriersBesideProcessors_areNumberedFromAHundred() throws IOException {
    Imported imported =
        export(
            virtual(
                "jtrace.ClockSync - 1ns nanoTime=1",
                slice(1002, 7, 10, 30, false),
                run("carrier-2", "v", "11-20", PARKED)));

    assertThat(imported.slices()).containsExactly("100 v 11-20", "7 carrier-2 10-30");
  }

  @Test
  void waitOnTheCarrier_isShownAsHoldingIt() throws IOException {
    Imported imported =
        export(
            virtual(
                wake("main", "v", 5),
                run("carrier-2", "v", "10-50", PARKED),
                "ThreadPark v 20-30 parkedClass=a.Lock",
                "FileRead v 35-40 path=/etc/hosts bytesRead=7"));

    assertThat(imported.statesOf("v"))
        .contains(
            "UNINTERRUPTIBLE_SLEEP 20-30 parked: Lock", "UNINTERRUPTIBLE_SLEEP 35-40 file read");
  }

  @Test
  void packedThreads_runAsGroupsOfNames() throws IOException {
    StringBuilder script = new StringBuilder("duration 100\nthread carrier-2\nthread carrier-10\n");
    int count = ThreadRows.MAX_VIRTUAL_THREAD_ROWS + 2;
    for (int thread = 0; thread < count; thread++) {
      script.append("virtual worker-").append(thread).append('\n');
    }
    for (int thread = 0; thread < count; thread++) {
      String carrier = thread % 2 == 0 ? "carrier-2" : "carrier-10";
      String time = thread * 10 + "us-" + (thread * 10 + 5) + "us";
      script.append(run(carrier, "worker-" + thread, time, ENDED)).append('\n');
    }

    Imported imported = export(Traces.of(RecordingScript.of(script.toString())));

    assertThat(imported.verifier().scheduling().slices()).hasSize(count);
    assertThat(imported.verifier().scheduling().slices())
        .extracting(slice -> imported.names().get(slice.tid()))
        .containsOnly("worker-* on carrier-2", "worker-* on carrier-10");
    assertThat(imported.verifier().slices())
        .filteredOn(slice -> slice.category().equals("carrier"))
        .hasSize(count);
  }

  @Test
  void taskOfAnExecutor_beginsWhereTheArrowFromItsSubmitterEnds() throws IOException {
    Imported imported =
        export(
            onMachine(
                "jtrace.TaskQueued other 40 executor=26 executorClass=a.Pool task=a.Task"
                    + " queuedNanos=10ms submitter=main queueSize=3"));

    assertThat(imported.verifier().arrows())
        .singleElement()
        .satisfies(arrow -> assertThat(arrow.fromNanos()).isEqualTo(30 * MS));
    assertThat(imported.verifier().slices())
        .extracting(slice -> slice.name())
        .contains("task begins", "submits task")
        .doesNotContain("submitted");
    assertThat(imported.verifier().tracksNamed("Pool@1a: tasks in queue")).hasSize(1);
  }

  @Test
  void useOfProcessors_isAShareOfTheTimeBetweenTwoCounts() throws IOException {
    Trace trace =
        onMachine(
            "ThreadPark main 1-2 parkedClass=a.Lock",
            "jtrace.ThreadCpu - 10 thread=main osThreadId=1000 runNanos=1ms waitNanos=0ms slices=1",
            "jtrace.ThreadCpu - 60 thread=main osThreadId=1000 runNanos=11ms waitNanos=0ms slices=2");

    List<TracePacket> packets = PerfettoExporterTest.export(trace);

    assertThat(PerfettoVerifier.verify(packets).problems()).isEmpty();
    assertThat(packets)
        .filteredOn(packet -> packet.getTrackEvent().hasCounterValue())
        .extracting(p -> p.getTimestamp() / MS + "=" + p.getTrackEvent().getCounterValue())
        .containsExactly("10=20", "60=0");
  }

  @Test
  void withoutSchedulingData_thereIsNone() throws IOException {
    Imported imported = export(DrawnTraces.shop());

    assertThat(imported.verifier().scheduling().states()).isEmpty();
    assertThat(imported.verifier().tracksNamed("carries")).isEmpty();
  }
}
