package io.jtrace.timeline.export;

import io.jtrace.timeline.model.CpuSlices;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;

/**
 * Writes scheduling as Perfetto's viewer knows it from kernels, beside the slices: a row per
 * processor, and states per thread.
 *
 * <p>Threads of the platform appear with the machine's processors, where the recording tells who
 * was on them. Virtual threads appear with carriers as processors; a carrier itself never runs on
 * its own. Packed virtual threads have no rows: {@link CarriedGroups} stand for them.
 */
final class PerfettoScheduling {
  private final Trace trace;
  private final ThreadRows rows;
  private final FlowEnds flows;
  private final Processors processors;
  private final SchedulingPackets packets;
  private final CarriedGroups groups;
  private final Labels labels;
  private final TimeRange window;

  PerfettoScheduling(
      Trace trace,
      ThreadRows rows,
      FlowEnds flows,
      Processors processors,
      PerfettoTracks tracks,
      SchedulingPackets packets) {
    this.trace = trace;
    this.rows = rows;
    this.flows = flows;
    this.processors = processors;
    this.packets = packets;
    labels = new Labels(trace);
    window = shown(trace.range(), rows.window());
    groups = new CarriedGroups(trace, rows, processors, tracks);
  }

  private static TimeRange shown(TimeRange trace, TimeRange window) {
    long end = Math.min(trace.endNanos(), window.endNanos());
    return new TimeRange(Math.min(end, window.startNanos()), end);
  }

  void write() throws IOException {
    boolean hasRuns = trace.carrierRuns().size() > 0;
    for (int thread : rows.inOrder()) {
      if (trace.threads().kind(thread) != ThreadKind.VIRTUAL) {
        writeOnMachine(thread);
      } else if (hasRuns) {
        writeVirtual(thread);
      }
    }
    groups.write(packets, window);
  }

  private void writeVirtual(int thread) throws IOException {
    Spans spans = trace.spans();
    KernelStates states = new KernelStates(packets, window, rows.tid(thread));
    int end = spans.end(thread);
    long heldUntil = Long.MIN_VALUE;
    for (int span = spans.firstEndingAfter(thread, window.startNanos()); span < end; span++) {
      if (spans.startNanos(span) >= window.endNanos()) {
        break;
      }
      if (spans.state(span) == State.RUNNING) {
        heldUntil = run(thread, span, states);
      } else {
        pause(span, spans.isPinned(span) || spans.endNanos(span) <= heldUntil, states);
      }
    }
    if (trace.threads().isEndSeen(thread)) {
      states.ended(trace.threads().endNanos(thread));
    }
    states.finish();
  }

  /** Returns until when the thread has its carrier. */
  private long run(int thread, int span, KernelStates states) throws IOException {
    Spans spans = trace.spans();
    long start = spans.startNanos(span);
    int carrier = spans.other(span);
    int run = processors.runAt(thread, carrier, start);
    if (run < 0) {
      states.unknown(start);
      return Long.MIN_VALUE;
    }
    long free = processors.runs().startNanos(run);
    long stop = trace.carrierRuns().endNanos(run);
    if (free < spans.endNanos(span)) {
      states.running(Math.max(start, free), processors.ofCarrier(carrier));
      if (stop < spans.endNanos(span)) {
        states.unknown(stop);
      }
    }
    return stop;
  }

  private void pause(int span, boolean isHolding, KernelStates states) throws IOException {
    Spans spans = trace.spans();
    State state = spans.state(span);
    long start = spans.startNanos(span);
    if (state == State.RUNNABLE) {
      states.runnable(start, tidOf(spans.other(span)));
    } else if (state == State.UNDETERMINED) {
      states.unknown(start);
    } else if (isHolding) {
      states.holding(start, labels.span(span), isIo(state));
    } else {
      states.waiting(start, labels.span(span));
    }
  }

  private static boolean isIo(State state) {
    return state == State.SOCKET_IO || state == State.FILE_IO;
  }

  /** Only threads with a row of their own can be named. */
  private int tidOf(int thread) {
    boolean hasRow = rows.isDrawn(thread) && !rows.isPacked(thread);
    return hasRow ? rows.tid(thread) : KernelStates.NOBODY;
  }

  /** Writes when a thread was on the machine's processors, and between why it was not. */
  private void writeOnMachine(int thread) throws IOException {
    CpuSlices slices = trace.cpuSlices();
    int end = slices.endOfThread(thread);
    if (slices.firstOfThread(thread) == end) {
      return;
    }
    KernelStates states = new KernelStates(packets, window, rows.tid(thread));
    int arrow = flows.first(thread);
    long free = Long.MIN_VALUE;
    for (int place = slices.firstOfThread(thread); place < end; place++) {
      int slice = slices.ofThread(place);
      if (!processors.slices().counts(slice) || slices.endNanos(slice) <= free) {
        continue;
      }
      long start = Math.max(free, processors.slices().startNanos(slice));
      if (free != Long.MIN_VALUE) {
        arrow = wake(thread, arrow, new TimeRange(free, start), slices.endNanos(slice), states);
      }
      states.running(start, slices.cpu(slice));
      free = slices.endNanos(slice);
      leave(thread, slice, states);
    }
    if (trace.threads().isEndSeen(thread)) {
      states.ended(trace.threads().endNanos(thread));
    }
    states.finish();
  }

  private void leave(int thread, int slice, KernelStates states) throws IOException {
    long nanos = trace.cpuSlices().endNanos(slice);
    int span = trace.spans().at(thread, nanos);
    State state = span < 0 ? State.UNDETERMINED : trace.spans().state(span);
    if (trace.cpuSlices().isPreempted(slice) || state == State.RUNNABLE) {
      states.runnable(nanos, KernelStates.NOBODY);
    } else if (state.isBlocking()) {
      states.waiting(nanos, labels.span(span));
    } else {
      states.unknown(nanos);
    }
  }

  /**
   * Says who woke a thread that was off its processor in {@code gap} and back on it until {@code
   * end}. Where the recording tells the waker but not when, it was just before.
   */
  private int wake(int thread, int first, TimeRange gap, long end, KernelStates states)
      throws IOException {
    int arrow = first;
    while (arrow < flows.end(thread)
        && trace.flows().toNanos(flows.flow(arrow)) <= gap.startNanos()) {
      arrow++;
    }
    boolean hasRoom = gap.durationNanos() > 1;
    if (hasRoom && arrow < flows.end(thread) && trace.flows().toNanos(flows.flow(arrow)) <= end) {
      long cause = trace.flows().fromNanos(flows.flow(arrow));
      boolean isInGap = cause > gap.startNanos() && cause < gap.endNanos();
      states.runnable(
          isInGap ? cause : gap.endNanos() - 1, tidOf(trace.flows().fromThread(flows.flow(arrow))));
    }
    return arrow;
  }
}
