package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Threads;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One thread: what it did, what it waited for, who woke it.
 *
 * @param group the name of its thread group
 * @param lifetime the part of its life that the trace shows
 * @param parent the thread that started it, or -1
 * @param startStack where it was started, innermost frame first; empty where not recorded
 * @param spanCount spans that touch the range
 * @param longest the longest blocking spans by their time within the range, as span indexes
 * @param wokenBy threads that ended its waits, most often first
 * @param woke threads whose waits it ended, most often first
 * @param topFrames the innermost frames of its CPU samples, hottest first
 */
public record ThreadSummary(
    int thread,
    String name,
    ThreadKind kind,
    long javaId,
    long osId,
    @Nullable String group,
    TimeRange lifetime,
    boolean startSeen,
    boolean endSeen,
    int parent,
    @Nullable String parentName,
    List<StackFrame> startStack,
    StateTotals states,
    long spanCount,
    List<SpanDetails> longest,
    List<Wait> waits,
    List<Peer> wokenBy,
    List<Peer> woke,
    SampleCounts samples,
    List<HotFrame> topFrames) {
  private static final int LONGEST = 20;

  /**
   * Waits for one thing.
   *
   * @param subject a lock's class, host:port, a path; null where not recorded
   */
  public record Wait(
      @Nullable String operation,
      @Nullable String subject,
      State state,
      long count,
      long totalNanos,
      long maxNanos) {}

  /** A thread at the other end of flows of one kind. */
  public record Peer(int thread, String name, Flows.Kind kind, long count) {}

  /**
   * Samples of the thread within the range.
   *
   * @param cpu samples of CPU time
   * @param execution samples of Java code by wall time
   * @param inNative samples of native code, running or waiting
   * @param allocatedBytes what the allocation samples stand for
   */
  public record SampleCounts(
      long cpu, long execution, long inNative, long allocation, long allocatedBytes) {}

  /** Copies the lists. */
  public ThreadSummary {
    startStack = List.copyOf(startStack);
    longest = List.copyOf(longest);
    waits = List.copyOf(waits);
    wokenBy = List.copyOf(wokenBy);
    woke = List.copyOf(woke);
    topFrames = List.copyOf(topFrames);
  }

  /**
   * Sums up {@code thread} within {@code range}.
   *
   * @throws IndexOutOfBoundsException if there is no such thread
   */
  public static ThreadSummary of(Trace trace, TimeRange range, int thread) {
    Threads threads = trace.threads();
    StateTotals.Sum sum = new StateTotals.Sum();
    sum.add(trace.spans(), range, thread);
    int parent = threads.parent(thread);
    int group = threads.group(thread);
    Peers peers = Peers.of(trace, range, thread);
    return new ThreadSummary(
        thread,
        trace.threadName(thread),
        threads.kind(thread),
        threads.javaId(thread),
        threads.osId(thread),
        group < 0 ? null : trace.strings().at(group),
        new TimeRange(threads.startNanos(thread), threads.endNanos(thread)),
        threads.isStartSeen(thread),
        threads.isEndSeen(thread),
        parent,
        parent < 0 ? null : trace.threadName(parent),
        StackFrame.of(trace, threads.startStack(thread)),
        sum.total(),
        sum.spanCount(),
        longest(trace, range, thread),
        waits(trace, range, thread),
        peers.wokenBy(trace),
        peers.woke(trace),
        sampleCounts(trace.samples(), range, thread),
        HotFrame.of(trace, range, thread));
  }

  private static List<SpanDetails> longest(Trace trace, TimeRange range, int thread) {
    Spans spans = trace.spans();
    Comparator<Integer> byLength =
        Comparator.comparingLong(s -> range.overlapNanos(spans.startNanos(s), spans.endNanos(s)));
    PriorityQueue<Integer> queue = new PriorityQueue<>(byLength);
    int end = spans.end(thread);
    for (int span = spans.firstEndingAfter(thread, range.startNanos()); span < end; span++) {
      if (spans.startNanos(span) >= range.endNanos()) {
        break;
      }
      if (spans.state(span).isBlocking()) {
        queue.add(span);
        if (queue.size() > LONGEST) {
          queue.remove();
        }
      }
    }
    return queue.stream()
        .sorted(byLength.reversed())
        .map(span -> SpanDetails.of(trace, span))
        .toList();
  }

  private static List<Wait> waits(Trace trace, TimeRange range, int thread) {
    List<Wait> waits = new ArrayList<>();
    for (Waits.Entry entry : Waits.of(trace, range, thread).byTotal()) {
      int operation = entry.key.operation();
      int subject = entry.key.subject();
      waits.add(
          new Wait(
              operation < 0 ? null : trace.strings().at(operation),
              subject < 0 ? null : trace.strings().at(subject),
              entry.key.state(),
              entry.tally.count,
              entry.tally.totalNanos,
              entry.tally.maxNanos));
    }
    return waits;
  }

  private static SampleCounts sampleCounts(Samples samples, TimeRange range, int thread) {
    long[] counts = new long[Samples.Kind.values().length];
    long allocatedBytes = 0;
    int end = samples.firstAtOrAfter(range.endNanos());
    for (int s = samples.firstAtOrAfter(range.startNanos()); s < end; s++) {
      if (samples.thread(s) == thread) {
        counts[samples.kind(s).ordinal()]++;
        allocatedBytes += samples.kind(s) == Samples.Kind.ALLOCATION ? samples.weight(s) : 0;
      }
    }
    return new SampleCounts(
        counts[Samples.Kind.CPU_TIME.ordinal()],
        counts[Samples.Kind.EXECUTION.ordinal()],
        counts[Samples.Kind.NATIVE.ordinal()],
        counts[Samples.Kind.ALLOCATION.ordinal()],
        allocatedBytes);
  }

  /** Who woke whom, by thread and kind. */
  private record Peers(Map<Key, Integer> incoming, Map<Key, Integer> outgoing) {
    private record Key(int thread, Flows.Kind kind) {}

    static Peers of(Trace trace, TimeRange range, int thread) {
      Peers peers = new Peers(new LinkedHashMap<>(), new LinkedHashMap<>());
      Flows flows = trace.flows();
      for (int flow = flows.firstAtOrAfter(range.startNanos()); flow < flows.size(); flow++) {
        if (flows.toNanos(flow) >= range.endNanos()) {
          break;
        }
        if (flows.toThread(flow) == thread) {
          peers.incoming.merge(new Key(flows.fromThread(flow), flows.kind(flow)), 1, Integer::sum);
        }
        if (flows.fromThread(flow) == thread) {
          peers.outgoing.merge(new Key(flows.toThread(flow), flows.kind(flow)), 1, Integer::sum);
        }
      }
      return peers;
    }

    List<Peer> wokenBy(Trace trace) {
      return peers(trace, incoming);
    }

    List<Peer> woke(Trace trace) {
      return peers(trace, outgoing);
    }

    private static List<Peer> peers(Trace trace, Map<Key, Integer> counts) {
      List<Peer> peers = new ArrayList<>();
      counts.forEach(
          (key, count) ->
              peers.add(new Peer(key.thread, trace.threadName(key.thread), key.kind, count)));
      peers.sort(Comparator.comparingLong(Peer::count).reversed());
      return peers;
    }
  }
}
