package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Counter;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When there was more to run than to run on.
 *
 * @param crowded stretches in which the mean number of threads that ran or wanted to, by the curves
 *     of {@link SchedulerLatency}, was above the number of processors
 * @param heldNanos how long virtual threads were runnable while pinned ones held carriers
 * @param held such stretches, longest first, at most 20
 * @param throttled what a limit of the container took away; empty where that is not recorded
 */
public record Starvation(
    List<Crowd> crowded, long heldNanos, List<Held> held, Optional<Throttling> throttled) {
  private static final int MAX_LISTED = 20;
  private static final String THROTTLED = "container.throttled";

  /** A stretch with more threads than processors. */
  public record Crowd(TimeRange range, double maxThreads) {}

  /**
   * A stretch in which virtual threads could have run, and pinned ones held carriers.
   *
   * @param maxPinned carriers held at most
   * @param maxRunnable virtual threads that waited at most
   */
  public record Held(TimeRange range, int maxPinned, int maxRunnable) {}

  /**
   * Throttling of the container.
   *
   * @param periods between two readings, those in which some time was taken away
   */
  public record Throttling(long nanos, List<Period> periods) {
    /** Copies the list. */
    public Throttling {
      periods = List.copyOf(periods);
    }
  }

  /** How long the container stood still between two readings. */
  public record Period(TimeRange range, long nanos) {}

  /** Copies the lists. */
  public Starvation {
    crowded = List.copyOf(crowded);
    held = List.copyOf(held);
  }

  /** Returns what was short in {@code range}. */
  public static Starvation of(
      Trace trace, TimeRange range, Optional<SchedulerLatency> latency, Pinning pinning) {
    List<Held> held = new Sweep(trace, range).held(pinning);
    long nanos = held.stream().mapToLong(each -> each.range().durationNanos()).sum();
    held.sort(
        Comparator.comparingLong((Held each) -> -each.range().durationNanos())
            .thenComparingLong(each -> each.range().startNanos()));
    return new Starvation(
        latency.map(curves -> crowded(trace, range, curves.overTime())).orElse(List.of()),
        nanos,
        held.subList(0, Math.min(MAX_LISTED, held.size())),
        throttling(trace, range));
  }

  private static List<Crowd> crowded(
      Trace trace, TimeRange range, SchedulerLatency.OverTime curves) {
    int processors =
        trace.facts().jvms().stream().mapToInt(jvm -> jvm.processors()).max().orElse(0);
    List<Crowd> found = new ArrayList<>();
    int buckets = curves.meanRunnable().size();
    int first = -1;
    double most = 0;
    for (int bucket = 0; bucket <= buckets && processors > 0; bucket++) {
      double threads =
          bucket == buckets
              ? 0
              : curves.meanRunnable().at(bucket) + curves.meanRunning().at(bucket);
      if (threads > processors) {
        first = first < 0 ? bucket : first;
        most = Math.max(most, threads);
      } else if (first >= 0) {
        long from = range.startNanos() + (long) (first * curves.bucketNanos());
        long to = range.startNanos() + (long) (bucket * curves.bucketNanos());
        found.add(new Crowd(new TimeRange(from, Math.min(to, range.endNanos())), most));
        first = -1;
        most = 0;
      }
    }
    return found;
  }

  private static Optional<Throttling> throttling(Trace trace, TimeRange range) {
    for (Counter counter : trace.counters()) {
      if (counter.key().equals(THROTTLED)) {
        return Optional.of(throttling(counter, range));
      }
    }
    return Optional.empty();
  }

  /** The counter counts from the start of the container. */
  private static Throttling throttling(Counter counter, TimeRange range) {
    List<Period> periods = new ArrayList<>();
    long total = 0;
    for (int i = 1; i < counter.nanos().size(); i++) {
      long nanos = (long) (counter.values().at(i) - counter.values().at(i - 1));
      TimeRange between = new TimeRange(counter.nanos().at(i - 1), counter.nanos().at(i));
      if (nanos > 0 && range.touches(between.startNanos(), between.endNanos())) {
        periods.add(new Period(between, nanos));
        total += nanos;
      }
    }
    return new Throttling(total, periods);
  }

  /** Walks over the starts and ends of runnable and pinned stretches in order of time. */
  private static final class Sweep {
    private final Trace trace;
    private final TimeRange range;
    private long[] edges = new long[64];
    private int size;

    Sweep(Trace trace, TimeRange range) {
      this.trace = trace;
      this.range = range;
    }

    List<Held> held(Pinning pinning) {
      if (pinning.stretches().isEmpty()) {
        return new ArrayList<>();
      }
      for (Pinning.Stretch stretch : pinning.stretches()) {
        add(stretch.range(), Edge.PINNED);
      }
      for (int thread = 0; thread < trace.threads().size(); thread++) {
        if (trace.threads().kind(thread) == ThreadKind.VIRTUAL) {
          addRunnables(thread);
        }
      }
      Arrays.sort(edges, 0, size);
      return walk();
    }

    private void addRunnables(int thread) {
      Spans spans = trace.spans();
      int end = spans.end(thread);
      for (int span = spans.firstEndingAfter(thread, range.startNanos()); span < end; span++) {
        if (spans.startNanos(span) >= range.endNanos()) {
          return;
        }
        if (spans.state(span) == State.RUNNABLE) {
          long from = Math.max(range.startNanos(), spans.startNanos(span));
          long to = Math.min(range.endNanos(), spans.endNanos(span));
          add(new TimeRange(from, to), Edge.RUNNABLE);
        }
      }
    }

    /** Two bits below the time say what begins or ends; ends come before starts. */
    private void add(TimeRange stretch, Edge what) {
      if (size + 2 > edges.length) {
        edges = Arrays.copyOf(edges, edges.length * 2);
      }
      edges[size++] = stretch.startNanos() << 2 | 2 | what.ordinal();
      edges[size++] = stretch.endNanos() << 2 | what.ordinal();
    }

    private List<Held> walk() {
      List<Held> found = new ArrayList<>();
      int[] open = new int[Edge.values().length];
      long from = -1;
      int maxPinned = 0;
      int maxRunnable = 0;
      for (int i = 0; i < size; i++) {
        long nanos = edges[i] >> 2;
        open[(int) edges[i] & 1] += (edges[i] & 2) != 0 ? 1 : -1;
        boolean isHeld = open[0] > 0 && open[1] > 0;
        if (isHeld) {
          from = from < 0 ? nanos : from;
          maxRunnable = Math.max(maxRunnable, open[0]);
          maxPinned = Math.max(maxPinned, open[1]);
        } else if (from >= 0) {
          if (nanos > from) {
            found.add(new Held(new TimeRange(from, nanos), maxPinned, maxRunnable));
          }
          from = -1;
          maxPinned = 0;
          maxRunnable = 0;
        }
      }
      return found;
    }

    private enum Edge {
      RUNNABLE,
      PINNED
    }
  }
}
