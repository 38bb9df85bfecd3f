package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.proto.perfetto.TracePacket;
import io.jtrace.proto.perfetto.TrackEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A judge that never condemns proves nothing: each test breaks a good trace in one way. */
class PerfettoVerifierTest {
  private List<TracePacket> packets = List.of();

  @BeforeEach
  void exportGoodTrace() throws IOException {
    packets = new ArrayList<>(PerfettoExporterTest.export(DrawnTraces.shop()));
  }

  @Test
  void missingEnd_isAProblem() {
    packets.remove(first(TrackEvent.Type.TYPE_SLICE_END));
    assertProblem("unfinished slices");
  }

  @Test
  void missingBegin_isAProblem() {
    int begin = first(TrackEvent.Type.TYPE_SLICE_BEGIN);
    TracePacket packet = packets.get(begin);
    packets.set(begin, packet.toBuilder().clearTrackEvent().build());
    assertProblem("an end without a begin");
  }

  @Test
  void missingDictionary_isAProblem() {
    replace(TracePacket::hasInternedData, packet -> packet.clearInternedData());
    assertProblem("is not defined");
  }

  @Test
  void undeclaredTrack_isAProblem() {
    packets.remove(
        first(p -> p.getTrackDescriptor().hasThread() && p.getTrackDescriptor().getUuid() == 2));
    assertProblem("the track is not declared before its first event");
  }

  @Test
  void arrowWithoutTail_isAProblem() {
    packets.remove(first(p -> p.getTrackEvent().getFlowIdsCount() > 0 && !p.hasInternedData()));
    assertProblem("an arrow ends before it begins");
  }

  @Test
  void arrowWithoutHead_isAProblem() {
    replace(
        p -> p.getTrackEvent().getTerminatingFlowIdsCount() > 0,
        packet -> packet.getTrackEventBuilder().clearTerminatingFlowIds());
    assertProblem("an arrow without end");
  }

  @Test
  void clearedStateInTheMiddle_isAProblem() {
    int last = packets.size() - 1;
    packets.set(last, packets.get(last).toBuilder().setSequenceFlags(3).build());
    packets.add(packets.get(last));
    assertProblem("the state must be cleared once");
  }

  @Test
  void missingClock_isAProblem() {
    packets.remove(0);
    assertProblem("not one clock snapshot");
  }

  private interface Change {
    void apply(TracePacket.Builder packet);
  }

  private void replace(Predicate<TracePacket> which, Change change) {
    int index = first(which);
    TracePacket.Builder packet = packets.get(index).toBuilder();
    change.apply(packet);
    packets.set(index, packet.build());
  }

  private int first(TrackEvent.Type type) {
    return first(packet -> packet.getTrackEvent().getType() == type);
  }

  private int first(Predicate<TracePacket> which) {
    for (int i = 0; i < packets.size(); i++) {
      if (which.test(packets.get(i))) {
        return i;
      }
    }
    throw new AssertionError("the trace has no such packet");
  }

  private void assertProblem(String problem) {
    assertThat(PerfettoVerifier.verify(packets).problems())
        .anyMatch(found -> found.contains(problem));
  }
}
