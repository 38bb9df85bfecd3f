package io.jtrace.timeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.proto.perfetto.FtraceEvent;
import io.jtrace.proto.perfetto.GenericKernelTaskStateEvent.TaskStateEnum;
import io.jtrace.proto.perfetto.TracePacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A judge that never condemns proves nothing: each test breaks good scheduling in one way. */
class SchedulingVerifierTest {
  private List<TracePacket> packets = List.of();

  @BeforeEach
  void exportGoodTrace() throws IOException {
    packets = new ArrayList<>(PerfettoExporterTest.export(DrawnTraces.scheduled()));
    assertThat(PerfettoVerifier.verify(packets).problems()).isEmpty();
  }

  @Test
  void missingRest_isRunningTwice() {
    packets.removeIf(
        packet ->
            is(packet, TaskStateEnum.TASK_STATE_RUNNABLE)
                || is(packet, TaskStateEnum.TASK_STATE_INTERRUPTIBLE_SLEEP));
    assertProblem("running or runnable twice");
  }

  @Test
  void missingEnd_runsForEver() {
    packets.removeIf(packet -> is(packet, TaskStateEnum.TASK_STATE_DEAD));
    assertProblem("runs for ever");
  }

  @Test
  void stateAfterTheEnd_isAProblem() {
    change(
        packet -> is(packet, TaskStateEnum.TASK_STATE_RUNNABLE),
        packet ->
            packet.getGenericKernelTaskStateEventBuilder().setState(TaskStateEnum.TASK_STATE_DEAD));
    assertProblem("a state after the end");
  }

  @Test
  void otherProcessorWhenLeaving_isAProblem() {
    change(
        packet -> is(packet, TaskStateEnum.TASK_STATE_INTERRUPTIBLE_SLEEP),
        packet -> packet.getGenericKernelTaskStateEventBuilder().setCpu(9));
    assertProblem("the processor is not the one that the thread had");
  }

  @Test
  void sharedProcessor_isAProblem() {
    for (int i = 0; i < packets.size(); i++) {
      TracePacket.Builder packet = packets.get(i).toBuilder();
      if (packet.hasGenericKernelTaskStateEvent()) {
        packet.getGenericKernelTaskStateEventBuilder().setCpu(7);
        packets.set(i, packet.build());
      }
    }
    assertProblem("two threads on a processor");
  }

  @Test
  void processorOutOfRange_isAProblem() {
    change(
        packet -> is(packet, TaskStateEnum.TASK_STATE_RUNNING),
        packet -> packet.getGenericKernelTaskStateEventBuilder().setCpu(4_096));
    assertProblem("a processor out of range");
  }

  @Test
  void twoStatesAtOnce_areAProblem() {
    TracePacket first = packets.get(first(p -> is(p, TaskStateEnum.TASK_STATE_RUNNING)));
    packets.add(first);
    assertProblem("two changes of a thread at one time");
  }

  @Test
  void wakeOfARunningThread_isAProblem() {
    change(
        packet -> event(packet).hasSchedWaking(),
        packet -> packet.getFtraceEventsBuilder().getEventBuilder(0).setTimestamp(15_000_000));
    assertProblem("a wake that the importer ignores");
  }

  @Test
  void undeclaredWaker_isAProblem() {
    change(
        packet -> event(packet).hasSchedWaking(),
        packet -> packet.getFtraceEventsBuilder().getEventBuilder(0).setPid(4_711));
    assertProblem("a waker that is not declared");
  }

  @Test
  void undeclaredThread_isAProblem() {
    change(
        packet -> is(packet, TaskStateEnum.TASK_STATE_RUNNING),
        packet -> packet.getGenericKernelTaskStateEventBuilder().setTid(4_711));
    assertProblem("scheduling of a thread that is not declared");
  }

  @Test
  void reasonOfAThreadThatRuns_isAProblem() {
    change(
        packet -> event(packet).hasSchedBlockedReason(),
        packet -> packet.getFtraceEventsBuilder().getEventBuilder(0).setTimestamp(13_000_000));
    assertProblem("a reason of a thread that does not wait");
  }

  private static boolean is(TracePacket packet, TaskStateEnum state) {
    return packet.hasGenericKernelTaskStateEvent()
        && packet.getGenericKernelTaskStateEvent().getState() == state;
  }

  private static FtraceEvent event(TracePacket packet) {
    return packet.hasFtraceEvents()
        ? packet.getFtraceEvents().getEvent(0)
        : FtraceEvent.getDefaultInstance();
  }

  private void change(Predicate<TracePacket> which, Consumer<TracePacket.Builder> change) {
    int index = first(which);
    TracePacket.Builder packet = packets.get(index).toBuilder();
    change.accept(packet);
    packets.set(index, packet.build());
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
