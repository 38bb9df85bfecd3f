package io.jtrace.timeline.export;

import com.google.protobuf.ByteString;
import io.jtrace.proto.perfetto.FtraceEvent;
import io.jtrace.proto.perfetto.FtraceEventBundle;
import io.jtrace.proto.perfetto.GenericKernelTaskStateEvent;
import io.jtrace.proto.perfetto.GenericKernelTaskStateEvent.TaskStateEnum;
import io.jtrace.proto.perfetto.InternedString;
import io.jtrace.proto.perfetto.SchedBlockedReasonFtraceEvent;
import io.jtrace.proto.perfetto.SchedWakingFtraceEvent;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes single events of a scheduler. States have packets of their own; who woke a thread and why
 * it waited can be told only in the words of Linux' ftrace.
 *
 * <p>Not safe for use by several threads.
 */
final class SchedulingPackets {
  private final PacketSequence sequence;
  private final Map<String, Integer> reasons = new HashMap<>();

  SchedulingPackets(PacketSequence sequence) {
    this.sequence = sequence;
  }

  /** Writes that a thread changed its state; off its processor it names that all the same. */
  void state(long nanos, int tid, int processor, KernelStates.Kind kind) throws IOException {
    sequence
        .packet()
        .setTimestamp(nanos)
        .setGenericKernelTaskStateEvent(
            GenericKernelTaskStateEvent.newBuilder()
                .setCpu(processor)
                .setTid(tid)
                .setState(state(kind)));
    sequence.send();
  }

  private static TaskStateEnum state(KernelStates.Kind kind) {
    return switch (kind) {
      case RUNNING -> TaskStateEnum.TASK_STATE_RUNNING;
      case RUNNABLE -> TaskStateEnum.TASK_STATE_RUNNABLE;
      case WAITING -> TaskStateEnum.TASK_STATE_INTERRUPTIBLE_SLEEP;
      case HOLDING -> TaskStateEnum.TASK_STATE_UNINTERRUPTIBLE_SLEEP;
      case UNKNOWN -> TaskStateEnum.TASK_STATE_STOPPED;
      case ENDED -> TaskStateEnum.TASK_STATE_DEAD;
    };
  }

  /** Writes that {@code waker} made a thread runnable. */
  void waking(long nanos, int tid, int processor, int waker) throws IOException {
    send(
        processor,
        FtraceEvent.newBuilder()
            .setTimestamp(nanos)
            .setPid(waker)
            .setSchedWaking(
                SchedWakingFtraceEvent.newBuilder()
                    .setPid(tid)
                    .setSuccess(1)
                    .setTargetCpu(processor)));
  }

  /** Writes why a thread waits, of the state that began before. */
  void reason(long nanos, int tid, int processor, String reason, boolean isIo) throws IOException {
    send(
        processor,
        FtraceEvent.newBuilder()
            .setTimestamp(nanos)
            .setPid(tid)
            .setSchedBlockedReason(
                SchedBlockedReasonFtraceEvent.newBuilder()
                    .setPid(tid)
                    .setCaller(iid(reason))
                    .setIoWait(isIo ? 1 : 0)));
  }

  private int iid(String reason) {
    Integer known = reasons.get(reason);
    if (known != null) {
      return known;
    }
    int iid = reasons.size() + 1;
    reasons.put(reason, iid);
    sequence
        .interned()
        .addKernelSymbols(
            InternedString.newBuilder()
                .setIid(iid)
                .setStr(ByteString.copyFromUtf8(Text.label(reason))));
    return iid;
  }

  private void send(int processor, FtraceEvent.Builder event) throws IOException {
    sequence
        .packet()
        .setFtraceEvents(FtraceEventBundle.newBuilder().setCpu(processor).addEvent(event));
    sequence.send();
  }
}
