package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CpuSource;
import io.jtrace.timeline.model.Operation;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up the runnable spans of threads. Not safe for use by several threads. */
final class RunnableWaits {
  private final Trace trace;
  private final Spans spans;
  private final TimeRange range;
  private final Grouping.Keys keys;
  private final Map<String, Durations> groups = new LinkedHashMap<>();
  private final Map<Integer, Tally> stacks = new HashMap<>();
  private final Worst<SchedulerLatency.Wait> worst =
      new Worst<>(SchedulerLatency.WORST, SchedulerLatency.Wait::durationNanos);
  private final double bucketNanos;
  private final long[] maxNanos;
  private final double[] runnable;
  private final double[] running;

  RunnableWaits(Trace trace, TimeRange range, Grouping by, int buckets) {
    this.trace = trace;
    this.range = range;
    spans = trace.spans();
    keys = by.keys(trace);
    bucketNanos = Math.max(1, range.durationNanos()) / (double) buckets;
    maxNanos = new long[buckets];
    runnable = new double[buckets];
    running = new double[buckets];
  }

  boolean areAny() {
    return !groups.isEmpty();
  }

  void add(int thread) {
    boolean isVirtual = trace.threads().kind(thread) == ThreadKind.VIRTUAL;
    boolean isRunningKnown = isVirtual || trace.facts().cpuSource() == CpuSource.PERF;
    SpansIn.each(
        spans,
        range,
        thread,
        span -> {
          int state = spans.stateOrdinal(span);
          if (state == State.RUNNABLE.ordinal()) {
            addWait(thread, span);
          } else if (state == State.RUNNING.ordinal() && isRunningKnown && !isCarrying(span)) {
            spread(running, span);
          }
        });
  }

  private boolean isCarrying(int span) {
    int operation = spans.operation(span);
    return operation >= 0 && trace.strings().at(operation).equals(Operation.CARRY.label());
  }

  private void addWait(int thread, int span) {
    long nanos = SpansIn.nanos(spans, range, span);
    groups.computeIfAbsent(keys.of(thread), key -> new Durations()).add(nanos);
    stacks.computeIfAbsent(stackBefore(thread, span), stack -> new Tally()).add(nanos);
    worst.offer(spans.durationNanos(span), () -> wait(thread, span));
    long end = Math.min(spans.endNanos(span), range.endNanos()) - range.startNanos();
    int bucket = Math.min(maxNanos.length - 1, (int) ((end - 1) / bucketNanos));
    maxNanos[bucket] = Math.max(maxNanos[bucket], nanos);
    spread(runnable, span);
  }

  private void spread(double[] buckets, int span) {
    long from = Math.max(spans.startNanos(span), range.startNanos()) - range.startNanos();
    long to = Math.min(spans.endNanos(span), range.endNanos()) - range.startNanos();
    StatesOverTime.spread(buckets, from, to, bucketNanos);
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
