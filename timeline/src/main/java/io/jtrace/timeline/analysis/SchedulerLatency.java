package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.DoubleColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Scheduler latency: how long threads that could run waited until they ran. Of virtual threads it
 * is recorded by the hooks; of platform threads, where they were preempted, by perf.
 *
 * <p>A wait counts where it began before the end of the range and ended after its start, with all
 * of its length; the curves over time take the part inside.
 *
 * @param all all waits together
 * @param histogram by powers of two
 * @param groups most time first
 * @param worst the longest, at most 20
 * @param stacks by the stack of the wait that had ended before, most time first, at most 20
 */
public record SchedulerLatency(
    Durations.Summary all,
    List<Durations.Bucket> histogram,
    OverTime overTime,
    List<Group> groups,
    List<Wait> worst,
    List<ByStack> stacks) {
  private static final int MAX_LISTED = 20;
  private static final int BUCKETS = 120;

  /**
   * Numbers of threads over time, in buckets of one length.
   *
   * @param maxNanos the longest wait that ended in the bucket
   * @param meanRunnable threads that waited to run
   * @param meanRunning threads that ran; carriers are not counted beside what they carry
   */
  public record OverTime(
      double bucketNanos,
      LongColumn maxNanos,
      DoubleColumn meanRunnable,
      DoubleColumn meanRunning) {}

  /** The waits of a group of threads. */
  public record Group(String key, Durations.Summary waits) {}

  /**
   * One wait.
   *
   * @param waker who had made the thread runnable, or -1
   * @param carrier what a virtual thread ran on then, or -1
   */
  public record Wait(int thread, TimeRange range, int waker, int carrier) {}

  /** The waits after waits with one stack; -1 for those without. */
  public record ByStack(int stack, long count, long totalNanos, long maxNanos) {}

  /** Copies the lists. */
  public SchedulerLatency {
    histogram = List.copyOf(histogram);
    groups = List.copyOf(groups);
    worst = List.copyOf(worst);
    stacks = List.copyOf(stacks);
  }

  /** Returns whether the recording tells when threads were runnable. */
  public static boolean isRecorded(Trace trace) {
    return trace.carrierRuns().size() > 0 || trace.facts().cpuSource() == CpuSource.PERF;
  }

  /** Returns the waits that touch {@code range}; empty where none are recorded at all. */
  public static Optional<SchedulerLatency> of(
      Trace trace, TimeRange range, ThreadSelection selection) {
    return isRecorded(trace)
        ? Optional.of(new Collector(trace, range).collect(selection))
        : Optional.empty();
  }

  private static final class Collector {
    private final Trace trace;
    private final Spans spans;
    private final TimeRange range;
    private final double bucketNanos;
    private final Durations all = new Durations();
    private final Map<String, Durations> byGroup = new HashMap<>();
    private final Map<Integer, Tally> byStack = new HashMap<>();
    private final PriorityQueue<Wait> worst =
        new PriorityQueue<>(Comparator.comparingLong(wait -> wait.range().durationNanos()));
    private final long[] longest = new long[BUCKETS];
    private final double[] runnable = new double[BUCKETS];
    private final double[] running = new double[BUCKETS];

    Collector(Trace trace, TimeRange range) {
      this.trace = trace;
      this.range = range;
      spans = trace.spans();
      bucketNanos = Math.max(1, range.durationNanos()) / (double) BUCKETS;
    }

    SchedulerLatency collect(ThreadSelection selection) {
      Grouping.Keys keys = selection.grouping().keys(trace);
      boolean isPerf = trace.facts().cpuSource() == CpuSource.PERF;
      selection.forEach(
          trace,
          keys,
          thread -> {
            if (isPerf || trace.threads().kind(thread) == ThreadKind.VIRTUAL) {
              add(thread, keys);
            }
          });
      return new SchedulerLatency(
          all.summary(), all.powersOfTwo(), overTime(), groups(), longestFirst(), stacks());
    }

    private void add(int thread, Grouping.Keys keys) {
      int end = spans.end(thread);
      for (int span = spans.firstEndingAfter(thread, range.startNanos()); span < end; span++) {
        if (spans.startNanos(span) >= range.endNanos()) {
          return;
        }
        State state = spans.state(span);
        if (state == State.RUNNABLE) {
          spread(span, runnable);
          add(thread, span, byGroup.computeIfAbsent(keys.of(thread), key -> new Durations()));
        } else if (state == State.RUNNING && !isCarrying(thread, span)) {
          spread(span, running);
        }
      }
    }

    private boolean isCarrying(int thread, int span) {
      return trace.threads().kind(thread) != ThreadKind.VIRTUAL && spans.other(span) >= 0;
    }

    private void add(int thread, int span, Durations group) {
      long nanos = spans.durationNanos(span);
      all.add(nanos);
      group.add(nanos);
      byStack.computeIfAbsent(stackBefore(thread, span), key -> new Tally()).add(nanos);
      int ended = bucketAt(Math.min(spans.endNanos(span), range.endNanos() - 1));
      longest[ended] = Math.max(longest[ended], nanos);
      if (worst.size() < MAX_LISTED || worst.element().range().durationNanos() < nanos) {
        worst.add(wait(thread, span));
        if (worst.size() > MAX_LISTED) {
          worst.remove();
        }
      }
    }

    private Wait wait(int thread, int span) {
      int next = span + 1;
      boolean runs = next < spans.end(thread) && spans.state(next) == State.RUNNING;
      return new Wait(
          thread,
          new TimeRange(spans.startNanos(span), spans.endNanos(span)),
          spans.other(span),
          runs ? spans.other(next) : -1);
    }

    private int stackBefore(int thread, int span) {
      boolean isAfterWait = span > spans.first(thread) && spans.state(span - 1).isBlocking();
      return isAfterWait ? spans.stack(span - 1) : -1;
    }

    private int bucketAt(long nanos) {
      return Math.min(BUCKETS - 1, (int) ((nanos - range.startNanos()) / bucketNanos));
    }

    private void spread(int span, double[] buckets) {
      long from = Math.max(spans.startNanos(span), range.startNanos());
      long to = Math.min(spans.endNanos(span), range.endNanos());
      for (int bucket = bucketAt(from); bucket <= bucketAt(to); bucket++) {
        long start = range.startNanos() + (long) (bucket * bucketNanos);
        long end = range.startNanos() + (long) ((bucket + 1) * bucketNanos);
        buckets[bucket] += Math.max(0, Math.min(to, end) - Math.max(from, start));
      }
    }

    private OverTime overTime() {
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        runnable[bucket] /= bucketNanos;
        running[bucket] /= bucketNanos;
      }
      return new OverTime(
          bucketNanos, LongColumn.of(longest), DoubleColumn.of(runnable), DoubleColumn.of(running));
    }

    private List<Group> groups() {
      List<Group> groups = new ArrayList<>();
      byGroup.forEach((key, waits) -> groups.add(new Group(key, waits.summary())));
      groups.sort(
          Comparator.comparingLong((Group group) -> -group.waits().totalNanos())
              .thenComparing(Group::key));
      return groups;
    }

    private List<Wait> longestFirst() {
      List<Wait> waits = new ArrayList<>(worst);
      waits.sort(
          Comparator.comparingLong((Wait wait) -> -wait.range().durationNanos())
              .thenComparingLong(wait -> wait.range().startNanos()));
      return waits;
    }

    private List<ByStack> stacks() {
      List<ByStack> stacks = new ArrayList<>();
      byStack.forEach(
          (stack, tally) ->
              stacks.add(new ByStack(stack, tally.count, tally.totalNanos, tally.maxNanos)));
      stacks.sort(
          Comparator.comparingLong((ByStack each) -> -each.totalNanos())
              .thenComparingInt(ByStack::stack));
      return stacks.subList(0, Math.min(MAX_LISTED, stacks.size()));
    }
  }
}
