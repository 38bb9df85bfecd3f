package io.jtrace.timeline.export;

import io.jtrace.proto.perfetto.FtraceEvent;
import io.jtrace.proto.perfetto.GenericKernelTaskStateEvent;
import io.jtrace.proto.perfetto.GenericKernelTaskStateEvent.TaskStateEnum;
import io.jtrace.proto.perfetto.TracePacket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges the scheduling of a trace by the rules of Perfetto's importer: the order of states of a
 * thread, processors with one thread at most, wakes of threads that sleep.
 *
 * <p>States and wakes are ordered by time only where they are not equal, so here equal times of one
 * thread are a problem.
 */
final class SchedulingVerifier {
  private static final int MAX_PROCESSORS = 4096;

  /** A row of a thread's states as the importer would store it. */
  record ThreadState(
      long tid, long startNanos, long endNanos, String state, long wakerTid, String reason) {}

  /** A stretch of a thread on a processor. */
  record Slice(int processor, long tid, long startNanos, long endNanos) {}

  private record Event(
      long nanos, long tid, GenericKernelTaskStateEvent state, FtraceEvent ftrace) {}

  private final List<String> problems;
  private final Set<Long> tids;
  private final Map<Long, String> reasons = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final Map<Long, ThreadState> last = new TreeMap<>();
  private final Map<Long, Integer> processorOf = new HashMap<>();
  private final Map<Integer, Slice> onProcessor = new HashMap<>();
  private final List<ThreadState> states = new ArrayList<>();
  private final List<Slice> slices = new ArrayList<>();

  /**
   * Begins.
   *
   * @param tids those that are declared, at the end
   */
  SchedulingVerifier(List<String> problems, Set<Long> tids) {
    this.problems = problems;
    this.tids = tids;
  }

  /** Takes a packet in file order. */
  void add(TracePacket packet) {
    packet
        .getInternedData()
        .getKernelSymbolsList()
        .forEach(symbol -> reasons.put(symbol.getIid(), symbol.getStr().toStringUtf8()));
    if (packet.hasGenericKernelTaskStateEvent()) {
      GenericKernelTaskStateEvent state = packet.getGenericKernelTaskStateEvent();
      expect(packet.hasTimestamp(), "no timestamp", packet);
      expectProcessor(state.hasCpu() ? state.getCpu() : -1, packet);
      events.add(
          new Event(
              packet.getTimestamp(), state.getTid(), state, FtraceEvent.getDefaultInstance()));
    }
    expectProcessor(packet.getFtraceEvents().getCpu(), packet);
    for (FtraceEvent event : packet.getFtraceEvents().getEventList()) {
      long tid =
          event.hasSchedWaking()
              ? event.getSchedWaking().getPid()
              : event.getSchedBlockedReason().getPid();
      events.add(
          new Event(
              event.getTimestamp(), tid, GenericKernelTaskStateEvent.getDefaultInstance(), event));
    }
  }

  private void expectProcessor(int processor, Object where) {
    expect(processor >= 0 && processor < MAX_PROCESSORS, "a processor out of range", where);
  }

  /** Reads the events in order of time and closes all rows. */
  void finish() {
    expectDifferentTimes();
    // Off a processor before on it, so that a processor has one thread also at the seam.
    events.sort(
        Comparator.comparingLong(Event::nanos)
            .thenComparing(e -> e.state.getState() == TaskStateEnum.TASK_STATE_RUNNING));
    for (Event event : events) {
      expect(tids.contains(event.tid), "scheduling of a thread that is not declared", event);
      if (event.state.hasState()) {
        state(event);
      } else if (event.ftrace.hasSchedWaking()) {
        waking(event);
      } else {
        reason(event);
      }
    }
    last.values().forEach(states::add);
    last.values().forEach(state -> expect(!state.state.equals("RUNNING"), "runs for ever", state));
    expect(onProcessor.isEmpty(), "a processor is never left", onProcessor);
  }

  /** Equal times of one thread are in no order, or two changes at once. */
  private void expectDifferentTimes() {
    events.sort(Comparator.comparingLong(Event::tid).thenComparingLong(Event::nanos));
    for (int i = 1; i < events.size(); i++) {
      Event before = events.get(i - 1);
      Event event = events.get(i);
      expect(
          before.tid != event.tid || before.nanos != event.nanos,
          "two changes of a thread at one time",
          event);
    }
  }

  private void state(Event event) {
    String state = event.state.getState().name().replace("TASK_STATE_", "");
    int processor = event.state.getCpu();
    ThreadState before = last.get(event.tid);
    expect(!state.equals("UNKNOWN") && !state.equals("CREATED"), "no such state", event);
    if (before != null) {
      expect(!before.state.equals("DEAD"), "a state after the end", event);
      boolean repeats = before.state.equals(state) && Set.of("RUNNING", "RUNNABLE").contains(state);
      expect(!repeats, "running or runnable twice", event);
    }
    if (state.equals("RUNNING")) {
      Slice running = onProcessor.put(processor, new Slice(processor, event.tid, event.nanos, -1));
      expect(running == null, "two threads on a processor", event);
      processorOf.put(event.tid, processor);
    } else if (before != null && before.state.equals("RUNNING")) {
      leave(event, processor);
    }
    change(event, new ThreadState(event.tid, event.nanos, -1, state, 0, ""));
  }

  private void leave(Event event, int processor) {
    expect(
        processorOf.getOrDefault(event.tid, -1) == processor,
        "the processor is not the one that the thread had",
        event);
    Slice slice = onProcessor.remove(processor);
    if (slice != null) {
      expect(slice.tid == event.tid, "the processor is another thread's", event);
      slices.add(new Slice(processor, event.tid, slice.startNanos, event.nanos));
    }
  }

  private void waking(Event event) {
    long waker = event.ftrace.getPid();
    ThreadState before = last.get(event.tid);
    expect(tids.contains(waker), "a waker that is not declared", event);
    expect(
        before == null || !Set.of("RUNNING", "RUNNABLE", "DEAD").contains(before.state),
        "a wake that the importer ignores",
        event);
    change(event, new ThreadState(event.tid, event.nanos, -1, "RUNNABLE", waker, ""));
  }

  private void reason(Event event) {
    ThreadState before = last.get(event.tid);
    String reason = reasons.get(event.ftrace.getSchedBlockedReason().getCaller());
    expect(reason != null, "a reason that is not defined", event);
    boolean sleeps =
        before != null
            && Set.of("INTERRUPTIBLE_SLEEP", "UNINTERRUPTIBLE_SLEEP", "STOPPED")
                .contains(before.state);
    expect(sleeps, "a reason of a thread that does not wait", event);
    if (before != null && reason != null) {
      last.put(
          event.tid,
          new ThreadState(event.tid, before.startNanos, -1, before.state, before.wakerTid, reason));
    }
  }

  private void change(Event event, ThreadState state) {
    ThreadState before = last.put(event.tid, state);
    if (before != null) {
      states.add(
          new ThreadState(
              event.tid,
              before.startNanos,
              event.nanos,
              before.state,
              before.wakerTid,
              before.reason));
    }
  }

  /** Returns the states of all threads in order of their ends; the last of each has none (-1). */
  List<ThreadState> states() {
    return states;
  }

  /** Returns what processors did, in order of the ends. */
  List<Slice> slices() {
    return slices;
  }

  private void expect(boolean rule, String problem, Object where) {
    if (!rule) {
      problems.add(problem + " in " + where.toString().replace('\n', ' '));
    }
  }
}
