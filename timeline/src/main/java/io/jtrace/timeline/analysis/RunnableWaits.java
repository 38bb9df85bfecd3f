package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.DoubleColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up the runnable spans of threads. Not safe for use by several threads. */
final class RunnableWaits {
  private final Trace trace;
  private final Spans spans;
  private final TimeRange range;
  private final Grouping.Keys keys;
  private final BitSet threads;
  private final OnProcessor onProcessor;
  private final Map<String, Durations> groups = new LinkedHashMap<>();
  private final Map<Integer, Tally> stacks = new HashMap<>();
  private final Worst<SchedulerLatency.Wait> worst =
      new Worst<>(SchedulerLatency.WORST, SchedulerLatency.Wait::durationNanos);
  private final double bucketNanos;
  private final long[] maxNanos;
  private final double[] runnable;
  private final double[] running;

  RunnableWaits(Trace trace, TimeRange range, Grouping by, BitSet threads, int buckets) {
    this.trace = trace;
    this.threads = threads;
    this.range = range;
    spans = trace.spans();
    keys = by.keys(trace);
    onProcessor = new OnProcessor(trace, range);
    bucketNanos = Math.max(1, range.durationNanos()) / (double) buckets;
    maxNanos = new long[buckets];
    runnable = new double[buckets];
    running = new double[buckets];
  }

  /** Sums up all threads. */
  void addAll() {
    threads.stream().forEach(this::add);
  }

  boolean areAny() {
    return !groups.isEmpty();
  }

  private void add(int thread) {
    boolean isVirtual = trace.threads().kind(thread) == ThreadKind.VIRTUAL;
    SpansIn.each(
        spans,
        range,
        thread,
        span -> {
          int state = spans.stateOrdinal(span);
          if (state == State.RUNNABLE.ordinal()) {
            addWait(thread, span);
          } else if (isVirtual && state == State.RUNNING.ordinal() && !isCounted(span)) {
            spread(running, spans.startNanos(span), spans.endNanos(span), 1);
          }
        });
    if (!isVirtual) {
      onProcessor.each(thread, (start, end, share) -> spread(running, start, end, share));
    }
  }

  /** Whether the time of a virtual thread is that of a carrier which is looked at, too. */
  private boolean isCounted(int span) {
    int carrier = spans.other(span);
    return carrier >= 0 && onProcessor.isKnown() && threads.get(carrier);
  }

  private void addWait(int thread, int span) {
    long nanos = SpansIn.nanos(spans, range, span);
    groups.computeIfAbsent(keys.of(thread), key -> new Durations()).add(nanos);
    stacks.computeIfAbsent(stackBefore(thread, span), stack -> new Tally()).add(nanos);
    worst.offer(spans.durationNanos(span), () -> wait(thread, span));
    long end = Math.min(spans.endNanos(span), range.endNanos()) - range.startNanos();
    int bucket = Math.min(maxNanos.length - 1, (int) ((end - 1) / bucketNanos));
    maxNanos[bucket] = Math.max(maxNanos[bucket], nanos);
    spread(runnable, spans.startNanos(span), spans.endNanos(span), 1);
  }

  private void spread(double[] buckets, long start, long end, double share) {
    long from = Math.max(start, range.startNanos()) - range.startNanos();
    long to = Math.min(end, range.endNanos()) - range.startNanos();
    StatesOverTime.spread(buckets, from, to, bucketNanos, share);
  }

  private int stackBefore(int thread, int span) {
    int before = span - 1;
    return before >= spans.first(thread) && spans.state(before).isBlocking()
        ? spans.stack(before)
        : -1;
  }

  private SchedulerLatency.Wait wait(int thread, int span) {
    int waker = spans.other(span);
    int carrier = carrierAfter(thread, span);
    return new SchedulerLatency.Wait(
        thread,
        trace.threadName(thread),
        spans.startNanos(span),
        spans.endNanos(span),
        waker,
        waker < 0 ? null : trace.threadName(waker),
        carrier,
        carrier < 0 ? null : trace.threadName(carrier));
  }

  private int carrierAfter(int thread, int span) {
    int next = span + 1;
    boolean isRun =
        trace.threads().kind(thread) == ThreadKind.VIRTUAL
            && next < spans.end(thread)
            && spans.state(next) == State.RUNNING;
    return isRun ? spans.other(next) : -1;
  }

  SchedulerLatency latency() {
    Durations all = new Durations();
    List<SchedulerLatency.Group> sorted = new ArrayList<>();
    groups.forEach(
        (key, durations) -> {
          all.addAll(durations);
          sorted.add(new SchedulerLatency.Group(key, durations.distribution()));
        });
    sorted.sort(
        Comparator.comparingLong((SchedulerLatency.Group g) -> -g.latencies().totalNanos())
            .thenComparing(SchedulerLatency.Group::key));
    return new SchedulerLatency(
        all.distribution(), overTime(), sorted, worst.descending(), sites());
  }

  private SchedulerLatency.OverTime overTime() {
    for (int bucket = 0; bucket < maxNanos.length; bucket++) {
      runnable[bucket] /= bucketNanos;
      running[bucket] /= bucketNanos;
    }
    return new SchedulerLatency.OverTime(
        bucketNanos, LongColumn.of(maxNanos), DoubleColumn.of(runnable), DoubleColumn.of(running));
  }

  private List<SchedulerLatency.Site> sites() {
    return stacks.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> -entry.getValue().totalNanos))
        .limit(SchedulerLatency.STACKS)
        .map(entry -> site(entry.getKey(), entry.getValue()))
        .toList();
  }

  private SchedulerLatency.Site site(int stack, Tally tally) {
    return new SchedulerLatency.Site(
        StackFrame.of(trace, stack), tally.count, tally.totalNanos, tally.maxNanos);
  }
}
