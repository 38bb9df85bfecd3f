package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.Profile.Source;
import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.Stacks;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * All time of threads by stack and reason: waits where they were, running where samples found it.
 * The rows add up to the time in which the threads lived.
 *
 * <p>Samples by CPU time stand for as much time as they say, and for no more than the thread ran;
 * the rest has no stack. Samples by wall time do not say how much: all the time in which a thread
 * ran is shared evenly among its own. Not safe for use by several threads.
 */
final class WholeTime {
  private final Trace trace;
  private final TimeRange range;
  private final StackTally tally = new StackTally();

  /** By thread, its samples while it ran; and while nobody knows what it did, but it ran then. */
  private final Map<Integer, IntColumn.Builder> running = new HashMap<>();

  private final Map<Integer, IntColumn.Builder> undetermined = new HashMap<>();
  private boolean isByCpuTime;

  private WholeTime(Trace trace, TimeRange range) {
    this.trace = trace;
    this.range = range;
  }

  static Profile of(Trace trace, TimeRange range, IntPredicate threads) {
    WholeTime time = new WholeTime(trace, range);
    time.collect(threads);
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      if (threads.test(thread)) {
        time.add(thread);
      }
    }
    return new Profile(ProfileKind.TIME, time.source(), true, time.tally.rows());
  }

  private Source source() {
    if (isByCpuTime) {
      return Source.TIME_BY_CPU_TIME;
    }
    return running.isEmpty() ? Source.TIME_WITHOUT_SAMPLES : Source.TIME_BY_EXECUTION;
  }

  /** Two threads must not be measured by two measures, so those of wall time go if need be. */
  private void collect(IntPredicate threads) {
    Samples samples = trace.samples();
    int first = samples.firstAtOrAfter(range.startNanos());
    int end = samples.firstAtOrAfter(range.endNanos());
    isByCpuTime = Recorded.in(trace, "jdk.CPUTimeSample");
    for (int sample = first; sample < end && !isByCpuTime; sample++) {
      isByCpuTime = samples.kind(sample) == Samples.Kind.CPU_TIME;
    }
    Samples.Kind wanted = isByCpuTime ? Samples.Kind.CPU_TIME : Samples.Kind.EXECUTION;
    for (int sample = first; sample < end; sample++) {
      int thread = samples.thread(sample);
      if (samples.kind(sample) == wanted && thread >= 0 && threads.test(thread)) {
        place(thread, sample);
      }
    }
  }

  private void place(int thread, int sample) {
    int span = trace.spans().at(thread, trace.samples().nanos(sample));
    if (span < 0) {
      return;
    }
    State state = trace.spans().state(span);
    if (state == State.RUNNING) {
      running.computeIfAbsent(thread, key -> new IntColumn.Builder()).add(sample);
    } else if (state == State.UNDETERMINED && isByCpuTime) {
      undetermined.computeIfAbsent(thread, key -> new IntColumn.Builder()).add(sample);
    }
  }

  private void add(int thread) {
    Spans spans = trace.spans();
    long[] unnamedNanos = new long[2];
    SpansIn.each(
        spans,
        range,
        thread,
        span -> {
          long nanos = SpansIn.nanos(spans, range, span);
          switch (spans.state(span)) {
            case RUNNING -> unnamedNanos[0] += nanos;
            case UNDETERMINED -> unnamedNanos[1] += nanos;
            default -> wait(thread, span, nanos);
          }
        });
    share(State.RUNNING, unnamedNanos[0], running.get(thread));
    share(State.UNDETERMINED, unnamedNanos[1], undetermined.get(thread));
  }

  private void wait(int thread, int span, long nanos) {
    Spans spans = trace.spans();
    int operation = spans.operation(span);
    tally.add(
        Delays.stack(spans, thread, span),
        operation < 0 ? Profile.code(spans.state(span)) : operation,
        spans.subject(span),
        nanos,
        spans.isContinued(span) ? 0 : 1);
  }

  /** Gives the time in a state to the samples taken in it, to each by its weight. */
  private void share(State state, long nanos, IntColumn.@Nullable Builder taken) {
    long sharedNanos = 0;
    if (taken != null) {
      Samples samples = trace.samples();
      long weight = 0;
      for (int i = 0; i < taken.size(); i++) {
        weight += samples.weight(taken.at(i));
      }
      long toShareNanos = isByCpuTime ? Math.min(nanos, weight) : nanos;
      long before = 0;
      for (int i = 0; i < taken.size(); i++) {
        before += samples.weight(taken.at(i));
        long untilNanos = (long) (toShareNanos * (before / (double) Math.max(1, weight)));
        tally.add(
            samples.stack(taken.at(i)),
            Profile.code(State.RUNNING),
            -1,
            untilNanos - sharedNanos,
            1);
        sharedNanos = untilNanos;
      }
    }
    if (nanos > sharedNanos) {
      tally.add(Stacks.NONE, Profile.code(state), -1, nanos - sharedNanos, 1);
    }
  }
}
