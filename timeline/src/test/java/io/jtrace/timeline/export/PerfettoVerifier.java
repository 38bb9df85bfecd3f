package io.jtrace.timeline.export;

import io.jtrace.proto.perfetto.ClockSnapshot;
import io.jtrace.proto.perfetto.TracePacket;
import io.jtrace.proto.perfetto.TrackDescriptor;
import io.jtrace.proto.perfetto.TrackEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges a trace by the rules of Perfetto's importer, more strictly: what the importer counts as an
 * error, drops without a word or draws wrongly is a problem here.
 *
 * <p>As the importer, it reads the packets twice: in file order (descriptors, interning), then in
 * order of time where file order breaks ties (nesting, arrows).
 */
final class PerfettoVerifier {
  private static final long MAX_TID = Integer.MAX_VALUE;
  private static final int MAX_DEPTH = 512;

  /** A slice as the importer would store it. */
  record Slice(
      long track, long startNanos, long endNanos, int depth, String name, String category) {
    Slice endingAt(long nanos) {
      return new Slice(track, startNanos, nanos, depth, name, category);
    }
  }

  /** An arrow as the importer would store it. */
  record Arrow(long id, long fromNanos, long toNanos) {}

  private final List<String> problems = new ArrayList<>();
  private final Map<Integer, InternedTables> tables = new HashMap<>();
  private final Map<Long, TrackDescriptor> tracks = new HashMap<>();
  private final Set<Integer> pids = new HashSet<>();
  private final Map<Long, Integer> pidsOfTids = new HashMap<>();
  private final Map<Long, Deque<Slice>> open = new HashMap<>();
  private final Map<Long, Long> arrowTails = new HashMap<>();
  private final Set<Long> finishedArrows = new HashSet<>();
  private final List<Slice> slices = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private final SchedulingVerifier scheduling =
      new SchedulingVerifier(problems, pidsOfTids.keySet());
  private int clockSnapshots;

  private PerfettoVerifier() {}

  static PerfettoVerifier verify(List<TracePacket> packets) {
    PerfettoVerifier verifier = new PerfettoVerifier();
    for (int i = 0; i < packets.size(); i++) {
      verifier.tokenise(packets.get(i), i);
    }
    List<TracePacket> events = new ArrayList<>(packets);
    events.removeIf(packet -> !packet.hasTrackEvent());
    events.sort(Comparator.comparingLong(TracePacket::getTimestamp));
    events.forEach(verifier::parse);
    verifier.finish();
    return verifier;
  }

  /** Returns every broken rule, with what broke it. */
  List<String> problems() {
    return problems;
  }

  /** Returns the slices and instants in order of their ends. */
  List<Slice> slices() {
    return slices;
  }

  List<Arrow> arrows() {
    return arrows;
  }

  SchedulingVerifier scheduling() {
    return scheduling;
  }

  /** Returns whether a track is the main one of a thread. */
  boolean isThread(long track) {
    TrackDescriptor descriptor = tracks.get(track);
    return descriptor != null && descriptor.hasThread();
  }

  /** Returns the tracks whose name is {@code name}, threads by theirs. */
  List<TrackDescriptor> tracksNamed(String name) {
    return tracks.values().stream()
        .filter(
            track ->
                name.equals(
                    track.hasThread() ? track.getThread().getThreadName() : track.getName()))
        .toList();
  }

  private void expect(boolean rule, String problem, Object where) {
    if (!rule) {
      problems.add(problem + " in " + where.toString().replace('\n', ' '));
    }
  }

  private void tokenise(TracePacket packet, int index) {
    expect(packet.getTrustedPacketSequenceId() != 0, "no sequence id", packet);
    tables(packet).add(packet);
    scheduling.add(packet);
    switch (packet.getDataCase()) {
      case CLOCK_SNAPSHOT -> clock(packet, index);
      case TRACK_DESCRIPTOR -> descriptor(packet.getTrackDescriptor());
      case TRACK_EVENT -> event(packet);
      case PERF_SAMPLE ->
          task(packet, packet.getPerfSample().getPid(), packet.getPerfSample().getTid());
      case STACK_SAMPLE ->
          task(
              packet,
              packet.getStackSample().getTaskContext().getPid(),
              packet.getStackSample().getTaskContext().getTid());
      case FTRACE_EVENTS, GENERIC_KERNEL_TASK_STATE_EVENT, TRACE_ATTRIBUTES, DATA_NOT_SET -> {
        // Nothing to check beyond what every packet must have.
      }
    }
  }

  private InternedTables tables(TracePacket packet) {
    return tables.computeIfAbsent(
        packet.getTrustedPacketSequenceId(), id -> new InternedTables(problems));
  }

  private void clock(TracePacket packet, int index) {
    clockSnapshots++;
    expect(index == 0, "the clock snapshot is not the first packet", packet);
    expect(
        packet.getClockSnapshot().getClocksList().stream()
            .anyMatch(
                clock ->
                    clock.getClockId() == ClockSnapshot.BuiltinClock.BUILTIN_CLOCK_REALTIME_VALUE),
        "no wall clock",
        packet);
  }

  private void descriptor(TrackDescriptor track) {
    if (track.getUuid() == 0) {
      expect(!track.hasParentUuid() && !track.hasThread(), "the root is no track", track);
      return;
    }
    expect(tracks.put(track.getUuid(), track) == null, "a uuid is declared twice", track);
    expect(
        !track.hasParentUuid() || tracks.containsKey(track.getParentUuid()),
        "the parent is not declared",
        track);
    if (track.hasProcess()) {
      int pid = track.getProcess().getPid();
      expect(pid > 0 && pids.add(pid), "a pid out of range or used twice", track);
    }
    if (track.hasThread()) {
      long tid = track.getThread().getTid();
      int pid = track.getThread().getPid();
      expect(tid > 0 && tid <= MAX_TID, "tid out of range", track);
      expect(pids.contains(pid), "the process is not declared", track);
      expect(pidsOfTids.put(tid, pid) == null, "a tid is used twice", track);
    }
  }

  private void event(TracePacket packet) {
    TrackEvent event = packet.getTrackEvent();
    TrackDescriptor track = tracks.get(event.getTrackUuid());
    expect(packet.hasTimestamp(), "no timestamp", packet);
    expect(track != null, "the track is not declared before its first event", packet);
    boolean isCounter = event.getType() == TrackEvent.Type.TYPE_COUNTER;
    if (track != null) {
      expect(track.hasCounter() == isCounter, "the event does not fit its track", packet);
    }
    boolean named =
        event.getType() == TrackEvent.Type.TYPE_SLICE_BEGIN
            || event.getType() == TrackEvent.Type.TYPE_INSTANT;
    expect(event.hasNameIid() == named, "only begins and instants have a name", packet);
  }

  private void task(TracePacket packet, int pid, int tid) {
    expect(packet.hasTimestamp(), "no timestamp", packet);
    expect(pidsOfTids.getOrDefault((long) tid, 0) == pid, "a sample of no declared thread", packet);
  }

  private void parse(TracePacket packet) {
    TrackEvent event = packet.getTrackEvent();
    long track = event.getTrackUuid();
    long nanos = packet.getTimestamp();
    Deque<Slice> stack = open.computeIfAbsent(track, uuid -> new ArrayDeque<>());
    InternedTables names = tables(packet);
    switch (event.getType()) {
      case TYPE_SLICE_BEGIN -> {
        stack.push(slice(event, nanos, -1, stack.size(), names));
        expect(stack.size() <= MAX_DEPTH, "nested too deeply", packet);
      }
      case TYPE_SLICE_END -> {
        expect(!stack.isEmpty(), "an end without a begin", packet);
        if (!stack.isEmpty()) {
          Slice slice = stack.pop();
          slices.add(slice.endingAt(nanos));
        }
      }
      case TYPE_INSTANT -> slices.add(slice(event, nanos, nanos, stack.size(), names));
      default -> {
        return;
      }
    }
    event.getFlowIdsList().forEach(id -> arrowTail(id, nanos, packet));
    event.getTerminatingFlowIdsList().forEach(id -> arrowHead(id, nanos, packet));
  }

  private static Slice slice(
      TrackEvent event, long start, long end, int depth, InternedTables tables) {
    return new Slice(
        event.getTrackUuid(),
        start,
        end,
        depth,
        tables.eventName(event.getNameIid()),
        tables.category(event.getCategoryIids(0)));
  }

  private void arrowTail(long id, long nanos, TracePacket packet) {
    expect(id != 0, "an arrow without id", packet);
    expect(arrowTails.put(id, nanos) == null, "an arrow begins twice", packet);
  }

  private void arrowHead(long id, long nanos, TracePacket packet) {
    Long tail = arrowTails.get(id);
    expect(tail != null, "an arrow ends before it begins", packet);
    expect(finishedArrows.add(id), "an arrow ends twice", packet);
    if (tail != null) {
      arrows.add(new Arrow(id, tail, nanos));
    }
  }

  private void finish() {
    scheduling.finish();
    expect(clockSnapshots == 1, "not one clock snapshot", clockSnapshots);
    open.forEach((track, stack) -> expect(stack.isEmpty(), "unfinished slices", stack));
    arrowTails
        .keySet()
        .forEach(id -> expect(finishedArrows.contains(id), "an arrow without end", id));
  }
}
