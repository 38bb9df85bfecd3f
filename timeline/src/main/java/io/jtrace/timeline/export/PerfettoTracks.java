package io.jtrace.timeline.export;

import io.jtrace.proto.perfetto.CounterDescriptor;
import io.jtrace.proto.perfetto.ProcessDescriptor;
import io.jtrace.proto.perfetto.ThreadDescriptor;
import io.jtrace.proto.perfetto.TrackDescriptor;
import io.jtrace.proto.perfetto.TrackDescriptor.ChildTracksOrdering;
import io.jtrace.proto.perfetto.TrackDescriptor.SiblingMergeBehavior;
import io.jtrace.proto.perfetto.TrackDescriptor.SystemOrdering;
import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.TraceFacts;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Declares tracks and knows their uuids. Processes and threads are declared at once; rows below
 * them when their first event is about to be written.
 *
 * <p>Per JVM there is a process with its counters, its threads, and groups of rows: one for the JVM
 * itself, one for tasks, one for packed virtual threads, one for the program's own events.
 */
final class PerfettoTracks {
  /** A foldable group of rows under a process. */
  enum Group {
    JVM("JVM"),
    TASKS("Tasks"),
    VIRTUAL_THREADS("Virtual threads"),
    REGIONS("Regions"),
    EVENTS("Events");

    private final String label;

    Group(String label) {
      this.label = label;
    }
  }

  private record RowKey(int jvm, Group group, int rank) {}

  private record ThreadRowKey(int thread, int rank) {}

  private static final int FIRST_EVENTS_RANK = 1 << 20;
  private static final int FIRST_CARRIED_RANK = 1 << 25;

  private final Trace trace;
  private final ThreadRows rows;
  private final PacketSequence sequence;
  private final long[] processes;
  private final long[] threads;
  private final Map<RowKey, Long> groupRows = new HashMap<>();
  private final Map<ThreadRowKey, Long> rowsOfThreads = new HashMap<>();
  private long lastUuid;
  private int lastRank;

  PerfettoTracks(Trace trace, ThreadRows rows, PacketSequence sequence) {
    this.trace = trace;
    this.rows = rows;
    this.sequence = sequence;
    processes = new long[trace.facts().jvms().size()];
    threads = new long[trace.threads().size()];
  }

  /** Declares processes and threads in the order in which they are to be shown. */
  void declareThreads() throws IOException {
    send(
        TrackDescriptor.newBuilder()
            .setUuid(0)
            .setProcessOrdering(SystemOrdering.SYSTEM_ORDERING_EXPLICIT)
            .setThreadOrdering(SystemOrdering.SYSTEM_ORDERING_EXPLICIT));
    for (int jvm = 0; jvm < processes.length; jvm++) {
      processes[jvm] = ++lastUuid;
      TraceFacts.Jvm facts = trace.facts().jvms().get(jvm);
      ProcessDescriptor.Builder process =
          ProcessDescriptor.newBuilder()
              .setPid(rows.pid(jvm))
              .setProcessName(Text.label(processName(facts)));
      if (!facts.mainClass().isEmpty()) {
        process.addCmdline("java").addCmdline(Text.value(facts.mainClass()));
      }
      send(
          TrackDescriptor.newBuilder()
              .setUuid(processes[jvm])
              .setProcess(process)
              .setSiblingOrderRank(jvm));
    }
    for (int thread : rows.inOrder()) {
      threads[thread] = ++lastUuid;
      int jvm = trace.threads().jvm(thread);
      declareThread(threads[thread], jvm, rows.tid(thread), trace.threadName(thread));
    }
    boolean[] hasPacked = new boolean[processes.length];
    for (int thread : rows.packed()) {
      hasPacked[trace.threads().jvm(thread)] = true;
    }
    for (int jvm = 0; jvm < processes.length; jvm++) {
      if (hasPacked[jvm]) {
        declareThread(++lastUuid, jvm, ThreadIds.packedTid(jvm), "samples of all virtual threads");
      }
    }
  }

  private static String processName(TraceFacts.Jvm jvm) {
    return jvm.mainClass().isEmpty() ? "java" : jvm.mainClass();
  }

  private void declareThread(long uuid, int jvm, int tid, String name) throws IOException {
    send(
        TrackDescriptor.newBuilder()
            .setUuid(uuid)
            .setThread(
                ThreadDescriptor.newBuilder()
                    .setPid(rows.pid(jvm))
                    .setTid(tid)
                    .setThreadName(Text.label(name)))
            .setSiblingOrderRank(lastRank++));
  }

  /** Declares a thread, below all others, that stands for several. */
  void standIn(int jvm, int tid, String name) throws IOException {
    declareThread(++lastUuid, jvm, tid, name);
  }

  /** Returns the track of a thread's states: its own or its lane. */
  long thread(int thread) throws IOException {
    if (!rows.isPacked(thread)) {
      return threads[thread];
    }
    int lane = rows.lane(thread);
    return groupRow(trace.threads().jvm(thread), Group.VIRTUAL_THREADS, lane, "virtual threads");
  }

  /** Returns the row of a thread's regions, beside the thread; more rows where they overlap. */
  long regions(int thread, int lane) throws IOException {
    return besideThread(thread, lane, "regions");
  }

  /** Returns the row of what a carrier carried; more rows where that overlaps. */
  long carried(int carrier, int lane) throws IOException {
    return besideThread(carrier, FIRST_CARRIED_RANK + lane, CarrierSlices.ROW);
  }

  /** Returns a row of a thread's custom events, below its regions. */
  long customEvents(int thread, int lane) throws IOException {
    return besideThread(thread, FIRST_EVENTS_RANK + lane, "events");
  }

  private long besideThread(int thread, int rank, String name) throws IOException {
    ThreadRowKey key = new ThreadRowKey(thread, rank);
    Long known = rowsOfThreads.get(key);
    if (known != null) {
      return known;
    }
    long uuid = ++lastUuid;
    rowsOfThreads.put(key, uuid);
    sendRow(uuid, threads[thread], name, rank);
    return uuid;
  }

  /**
   * Returns a row of a group, which are ordered by {@code rank}; the group appears with its first
   * row.
   */
  long groupRow(int jvm, Group group, int rank, String name) throws IOException {
    RowKey key = new RowKey(jvm, group, rank);
    Long known = groupRows.get(key);
    if (known != null) {
      return known;
    }
    long parent = group(jvm, group);
    long uuid = ++lastUuid;
    groupRows.put(key, uuid);
    sendRow(uuid, parent, name, rank);
    return uuid;
  }

  private long group(int jvm, Group group) throws IOException {
    RowKey key = new RowKey(jvm, group, -1);
    Long known = groupRows.get(key);
    if (known != null) {
      return known;
    }
    long uuid = ++lastUuid;
    groupRows.put(key, uuid);
    send(
        TrackDescriptor.newBuilder()
            .setUuid(uuid)
            .setParentUuid(processes[jvm])
            .setName(group.label)
            .setSiblingMergeBehavior(SiblingMergeBehavior.SIBLING_MERGE_BEHAVIOR_NONE)
            .setChildOrdering(ChildTracksOrdering.EXPLICIT));
    return uuid;
  }

  private void sendRow(long uuid, long parent, String name, int rank) throws IOException {
    send(
        TrackDescriptor.newBuilder()
            .setUuid(uuid)
            .setParentUuid(parent)
            .setName(name)
            .setSiblingMergeBehavior(SiblingMergeBehavior.SIBLING_MERGE_BEHAVIOR_NONE)
            .setSiblingOrderRank(rank));
  }

  /** Declares a counter of the first JVM and returns its track. */
  long counter(Counter counter) throws IOException {
    return counter(0, counter.label(), counter.unit());
  }

  /** Declares a counter of a JVM and returns its track. */
  long counter(int jvm, String label, Counter.Unit unit) throws IOException {
    return counterOf(processes[jvm], label, unit);
  }

  /** Declares a counter of a thread and returns its track. */
  long threadCounter(int thread, String label, Counter.Unit unit) throws IOException {
    return counterOf(threads[thread], label, unit);
  }

  private long counterOf(long parent, String label, Counter.Unit unit) throws IOException {
    long uuid = ++lastUuid;
    send(
        TrackDescriptor.newBuilder()
            .setUuid(uuid)
            .setParentUuid(parent)
            .setName(Text.label(label))
            .setCounter(unit(unit)));
    return uuid;
  }

  private static CounterDescriptor.Builder unit(Counter.Unit unit) {
    CounterDescriptor.Builder counter = CounterDescriptor.newBuilder();
    return switch (unit) {
      case BYTES -> counter.setUnit(CounterDescriptor.Unit.UNIT_SIZE_BYTES);
      case COUNT -> counter.setUnit(CounterDescriptor.Unit.UNIT_COUNT);
      case NANOS -> counter.setUnit(CounterDescriptor.Unit.UNIT_TIME_NS);
      case RATIO -> counter.setUnitName(CounterSteps.PERCENT);
      case PER_SECOND -> counter.setUnitName(CounterSteps.PER_SECOND);
    };
  }

  private void send(TrackDescriptor.Builder descriptor) throws IOException {
    sequence.packet().setTrackDescriptor(descriptor);
    sequence.send();
  }
}
