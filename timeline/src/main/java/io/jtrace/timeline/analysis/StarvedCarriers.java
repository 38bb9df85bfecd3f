package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.CarrierRuns;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When no carrier was free, at least one of them was held by a pinned virtual thread, and others
 * were runnable: with less pinning they would have run.
 *
 * @param nanos how long, together
 * @param worst the longest such stretches, longest first
 */
public record StarvedCarriers(long nanos, List<Stretch> worst) {
  private static final int WORST = 20;
  private static final Pattern PARALLELISM =
      Pattern.compile("-Djdk\\.virtualThreadScheduler\\.parallelism=(\\d{1,6})\\b");

  /**
   * A stretch.
   *
   * @param pinned most virtual threads that were pinned at once
   * @param runnable most virtual threads that waited at once
   */
  public record Stretch(long startNanos, long endNanos, int pinned, int runnable) {
    long durationNanos() {
      return endNanos - startNanos;
    }
  }

  /** Copies the list. */
  public StarvedCarriers {
    worst = List.copyOf(worst);
  }

  /** Looks at {@code range}; empty if runs on carriers are not recorded. */
  static Optional<StarvedCarriers> of(Trace trace, TimeRange range) {
    if (trace.carrierRuns().size() == 0) {
      return Optional.empty();
    }
    Coverage pinned = new Coverage();
    PinnedStretches.each(
        trace,
        range,
        thread -> true,
        stretch -> pinned.add(range, stretch.startNanos(), stretch.endNanos()));
    return Optional.of(
        pinned.isEmpty()
            ? new StarvedCarriers(0, List.of())
            : new Sweep(carriers(trace), pinned, busy(trace, range), runnable(trace, range)).run());
  }

  /**
   * How many virtual threads can run at once: so many as the option says or there are processors;
   * but never more than the carriers seen, as whoever starves makes the JVM start all it may.
   */
  static int carriers(Trace trace) {
    int seen = trace.carrierRuns().carriers().size();
    Matcher option = PARALLELISM.matcher(trace.facts().jvms().get(0).arguments());
    int processors = trace.facts().jvms().get(0).processors();
    int allowed = option.find() ? Integer.parseInt(option.group(1)) : processors;
    return allowed > 0 ? Math.min(seen, allowed) : seen;
  }

  private static Coverage busy(Trace trace, TimeRange range) {
    CarrierRuns runs = trace.carrierRuns();
    Coverage busy = new Coverage();
    for (int i = 0; i < runs.carriers().size(); i++) {
      int carrier = runs.carriers().at(i);
      int run = runs.firstEndingAfter(carrier, range.startNanos());
      for (; run < runs.end(carrier) && runs.startNanos(run) < range.endNanos(); run++) {
        busy.add(range, runs.startNanos(run), runs.endNanos(run));
      }
    }
    return busy;
  }

  private static Coverage runnable(Trace trace, TimeRange range) {
    Spans spans = trace.spans();
    Coverage runnable = new Coverage();
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (trace.threads().kind(thread) == ThreadKind.VIRTUAL) {
        SpansIn.each(
            spans,
            range,
            thread,
            span -> {
              if (spans.stateOrdinal(span) == State.RUNNABLE.ordinal()) {
                runnable.add(range, spans.startNanos(span), spans.endNanos(span));
              }
            });
      }
    }
    return runnable;
  }

  /** Goes through the moments at which one of the three numbers changes. */
  private static final class Sweep {
    private final Worst<Stretch> worst = new Worst<>(WORST, Stretch::durationNanos);
    private final int carriers;
    private final Coverage pinned;
    private final Coverage busy;
    private final Coverage runnable;
    private long totalNanos;
    private long startNanos = -1;
    private int maxPinned;
    private int maxRunnable;

    Sweep(int carriers, Coverage pinned, Coverage busy, Coverage runnable) {
      this.carriers = carriers;
      this.pinned = pinned;
      this.busy = busy;
      this.runnable = runnable;
    }

    StarvedCarriers run() {
      for (long at = next(); at < Long.MAX_VALUE; at = next()) {
        pinned.moveTo(at);
        busy.moveTo(at);
        runnable.moveTo(at);
        if (pinned.count() > 0 && busy.count() >= carriers && runnable.count() > 0) {
          starve(at);
        } else {
          end(at);
        }
      }
      return new StarvedCarriers(totalNanos, worst.descending());
    }

    private long next() {
      return Math.min(pinned.nextNanos(), Math.min(busy.nextNanos(), runnable.nextNanos()));
    }

    private void starve(long at) {
      startNanos = startNanos < 0 ? at : startNanos;
      maxPinned = Math.max(maxPinned, pinned.count());
      maxRunnable = Math.max(maxRunnable, runnable.count());
    }

    private void end(long at) {
      if (startNanos >= 0) {
        Stretch stretch = new Stretch(startNanos, at, maxPinned, maxRunnable);
        totalNanos += stretch.durationNanos();
        worst.offer(stretch.durationNanos(), () -> stretch);
      }
      startNanos = -1;
      maxPinned = 0;
      maxRunnable = 0;
    }
  }
}
