package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import io.jtrace.proto.perfetto.TracePacket;
import io.jtrace.proto.perfetto.TrackDescriptor;
import io.jtrace.timeline.export.PerfettoVerifier.Arrow;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceScript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PerfettoExporterTest {
  private static final long MS = 1_000_000;

  @Test
  void aTraceWithEverything_isAsLookedAt() throws IOException {
    Golden.check("jtrace-export.format=perfetto.shop.textproto", text(DrawnTraces.shop()));
  }

  @Test
  void scheduling_isAsLookedAt() throws IOException {
    Golden.check(
        "jtrace-export.format=perfetto.scheduled.textproto", text(DrawnTraces.scheduled()));
  }

  private static String text(Trace trace) throws IOException {
    StringBuilder text = new StringBuilder();
    for (TracePacket packet : export(trace)) {
      text.append("packet {\n");
      TextFormat.printer().print(packet, text);
      text.append("}\n");
    }
    return text.toString();
  }

  @Test
  void aTraceWithEverything_breaksNoRuleOfTheImporter() throws IOException {
    assertThat(PerfettoVerifier.verify(export(DrawnTraces.shop())).problems()).isEmpty();
  }

  @Test
  void emptyTrace_hasAProcessAndFactsOnly() throws IOException {
    List<TracePacket> packets = export(TraceScript.of("idle: UNDETERMINED 0-5"));

    assertThat(PerfettoVerifier.verify(packets).problems()).isEmpty();
    assertThat(packets).noneMatch(TracePacket::hasTrackEvent);
    assertThat(packets).anyMatch(packet -> packet.getTrackDescriptor().hasProcess());
    assertThat(packets).noneMatch(packet -> packet.getTrackDescriptor().hasThread());
  }

  @Test
  void threads_areRankedMainThenByNumberThenCarriersThenJvm() throws IOException {
    List<TracePacket> packets = export(DrawnTraces.shop());

    assertThat(
            packets.stream()
                .filter(packet -> packet.getTrackDescriptor().hasThread())
                .map(TracePacket::getTrackDescriptor)
                .sorted((a, b) -> a.getSiblingOrderRank() - b.getSiblingOrderRank())
                .map(track -> track.getThread().getThreadName()))
        .containsExactly(
            "main",
            "pool-1-thread-2",
            "pool-1-thread-10",
            "ForkJoinPool-1-worker-1",
            "v-1",
            "Reference Handler",
            "GC Thread#0");
  }

  @Test
  void arrows_leadFromTheCauseToTheRunItCaused() throws IOException {
    Trace trace =
        TraceScript.of(
            "waker: RUNNING 0-50",
            "sleeper: PARKED 0-30, RUNNING 30-50",
            "unknown: PARKED 0-20, UNDETERMINED 20-50",
            "@flow UNPARK waker 10 unknown 20",
            "@flow UNPARK waker 25 sleeper 30");

    PerfettoVerifier verified = PerfettoVerifier.verify(export(trace));

    assertThat(verified.problems()).isEmpty();
    assertThat(verified.arrows())
        .containsExactlyInAnyOrder(new Arrow(1, 10 * MS, 20 * MS), new Arrow(2, 25 * MS, 30 * MS));
    assertThat(verified.slices())
        .filteredOn(slice -> slice.name().equals("unparked"))
        .singleElement()
        .satisfies(slice -> assertThat(slice.startNanos()).isEqualTo(20 * MS));
  }

  @Test
  void overlappingCompilations_getARowEach() throws IOException {
    Trace trace =
        TraceScript.of(
            "main: RUNNING 0-50",
            "@compilation 0-30 a.A.a",
            "@compilation 5-10 a.A.b",
            "@compilation 12-20 a.A.c depth=1");

    PerfettoVerifier verified = PerfettoVerifier.verify(export(trace));

    assertThat(verified.problems()).isEmpty();
    assertThat(verified.tracksNamed("Compilations")).hasSize(2);
    assertThat(verified.slices())
        .filteredOn(slice -> slice.name().startsWith("a.A."))
        .hasSize(3)
        .allMatch(slice -> slice.depth() == 0);
  }

  @Test
  void window_cutsSlicesAndKeepsTimesAndCounters() throws IOException {
    Trace trace =
        TraceScript.of(
            "main: RUNNING 0-10, PARKED 10-40, RUNNING 40-60",
            "late: RUNNING 50-60",
            "@counter heap.used BYTES 0=100 5=200 30=300 45=400");

    List<TracePacket> packets = export(trace, new TimeRange(20 * MS, 45 * MS));
    PerfettoVerifier verified = PerfettoVerifier.verify(packets);

    assertThat(verified.problems()).isEmpty();
    assertThat(verified.tracksNamed("late")).isEmpty();
    assertThat(verified.slices())
        .extracting(slice -> slice.startNanos() / MS + "-" + slice.endNanos() / MS)
        .containsExactlyInAnyOrder("20-40", "40-45");
    assertThat(packets)
        .filteredOn(packet -> packet.getTrackEvent().hasCounterValue())
        .extracting(p -> p.getTimestamp() / MS + "=" + p.getTrackEvent().getCounterValue())
        .containsExactly("20=200", "30=300");
    assertThat(TextFormat.printer().printToString(trackEvents(packets)))
        .contains("int_value: 30000000");
  }

  private static io.jtrace.proto.perfetto.Trace trackEvents(List<TracePacket> packets) {
    return io.jtrace.proto.perfetto.Trace.newBuilder()
        .addAllPacket(packets.stream().filter(TracePacket::hasTrackEvent).toList())
        .build();
  }

  @Test
  void unwalkedStacks_areCountedAsSuch() throws IOException {
    List<TracePacket> packets =
        export(TraceScript.of("main: RUNNING 0-50", "@sample main 5 EXECUTION"));

    assertThat(packets).filteredOn(TracePacket::hasPerfSample).hasSize(1);
    assertThat(
            packets.stream()
                .flatMap(packet -> packet.getInternedData().getFunctionNamesList().stream())
                .map(name -> name.getStr().toStringUtf8()))
        .containsExactly("(stack not recorded)");
  }

  @Test
  void equalTids_areToldApart() throws IOException {
    Trace trace = TraceScript.of("first: RUNNING 0-10 osId=7", "second: RUNNING 20-30 osId=7");

    List<TracePacket> packets = export(trace);

    assertThat(PerfettoVerifier.verify(packets).problems()).isEmpty();
    assertThat(
            packets.stream()
                .map(TracePacket::getTrackDescriptor)
                .filter(TrackDescriptor::hasThread)
                .map(track -> track.getThread().getTid())
                .collect(Collectors.toSet()))
        .hasSize(2)
        .contains(7L);
  }

  static List<TracePacket> export(Trace trace) throws IOException {
    return export(trace, trace.range());
  }

  static List<TracePacket> export(Trace trace, TimeRange window) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TraceFormat.PERFETTO.write(trace, window, out);
    return io.jtrace.proto.perfetto.Trace.parseFrom(out.toByteArray()).getPacketList();
  }
}
