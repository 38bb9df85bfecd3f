package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.proto.perfetto.TracePacket;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Virtual threads by the ten thousand must not become rows by the ten thousand. */
class VirtualThreadMassesTest {
  private static final int THREADS = 20_000;

  @Test
  void masses_shareAsManyRowsAsLiveAtATime() throws IOException {
    // Each lives 10 us and starts 2 us after the one before: five live at any time.
    Trace trace = masses(10, 2);

    PerfettoVerifier verified = PerfettoVerifier.verify(PerfettoExporterTest.export(trace));
    ChromeVerifier chrome = ChromeVerifier.verify(ChromeExporterTest.export(trace));

    assertThat(verified.problems()).isEmpty();
    assertThat(verified.tracksNamed("virtual threads")).hasSize(5);
    assertThat(verified.slices().stream().filter(slice -> slice.depth() == 0)).hasSize(THREADS);
    assertThat(verified.slices().stream().filter(slice -> slice.name().equals("sleeping")))
        .hasSize(THREADS)
        .allMatch(slice -> slice.depth() == 1);
    assertThat(chrome.problems()).isEmpty();
    assertThat(chrome.slices().stream().mapToLong(ChromeVerifier.Slice::tid).distinct()).hasSize(5);
    assertThat(chrome.slices()).hasSize(3 * THREADS);
  }

  @Test
  void moreAtATimeThanLanes_areCounted() throws IOException {
    Trace trace = masses(1_000_000, 1);

    List<TracePacket> packets = PerfettoExporterTest.export(trace);
    PerfettoVerifier verified = PerfettoVerifier.verify(packets);

    assertThat(verified.problems()).isEmpty();
    assertThat(verified.tracksNamed("virtual threads")).hasSize(ThreadRows.MAX_LANES);
    assertThat(packets.stream().flatMap(p -> p.getTraceAttributes().getAttributeList().stream()))
        .anyMatch(
            fact ->
                fact.getKey().equals("export.virtual_threads_left_out")
                    && fact.getLongValue() == THREADS - ThreadRows.MAX_LANES);
  }

  @Test
  void samplesOfPackedThreads_belongToOneThread() throws IOException {
    StringBuilder script = new StringBuilder(lines(THREADS, 10, 2));
    script.append("@sample v-3 8us EXECUTION stack=a.A.a\n@sample v-7 16us EXECUTION stack=a.A.a");

    List<TracePacket> packets = PerfettoExporterTest.export(TraceScript.of(script.toString()));

    assertThat(PerfettoVerifier.verify(packets).problems()).isEmpty();
    assertThat(packets)
        .filteredOn(TracePacket::hasPerfSample)
        .hasSize(2)
        .allMatch(packet -> packet.getPerfSample().getTid() == ThreadIds.packedTid(0));
  }

  @Test
  void fewVirtualThreads_haveARowEach() throws IOException {
    Trace trace = TraceScript.of(lines(ThreadRows.MAX_VIRTUAL_THREAD_ROWS, 10, 2));

    PerfettoVerifier verified = PerfettoVerifier.verify(PerfettoExporterTest.export(trace));

    assertThat(verified.tracksNamed("virtual threads")).isEmpty();
    assertThat(verified.tracksNamed("v-1000")).singleElement().matches(t -> t.hasThread());
  }

  private static Trace masses(int lifeMicros, int stepMicros) {
    return TraceScript.of(lines(THREADS, lifeMicros, stepMicros));
  }

  private static String lines(int threads, int lifeMicros, int stepMicros) {
    StringBuilder script = new StringBuilder();
    for (int i = 1; i <= threads; i++) {
      long start = (long) i * stepMicros;
      script.append(
          String.format(
              "virtual v-%d: RUNNING %d-%dus, SLEEPING %d-%dus%n",
              i, start, start + 1, start + 1, start + lifeMicros));
    }
    return script.toString();
  }
}
