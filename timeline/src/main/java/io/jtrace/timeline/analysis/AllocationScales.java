package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.AllocationCounters.Counter;
import io.jtrace.timeline.model.CarrierRuns;
import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * By how much samples of allocations are too light or too heavy. What a virtual thread allocates is
 * counted with its carrier, but sampled as its own: carriers and virtual threads have one scale.
 * Not safe for use by several threads.
 */
final class AllocationScales {
  /** In place of a thread: carriers with all virtual threads. */
  private static final int VIRTUAL = -2;

  /** How the JDK names carriers, for recordings that do not tell who carried. */
  private static final String CARRIER_NAME = "ForkJoinPool-1-worker-";

  private final Trace trace;
  private final IntPredicate isCarrier;

  /**
   * By thread, the bytes of its samples between the readings of its counter, and what it counted.
   */
  private final Map<Integer, Long> sampled = new HashMap<>();

  private final Map<Integer, Long> counted = new HashMap<>();

  AllocationScales(Trace trace) {
    this.trace = trace;
    isCarrier = carriers(trace);
    TimeRange ofVirtual = new TimeRange(0, 0);
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      Counter counter = counter(thread);
      if (counter != null) {
        counted.merge(key(thread), grown(thread, counter), Long::sum);
        ofVirtual = key(thread) == VIRTUAL ? countedRange(thread) : ofVirtual;
      }
    }
    sample(ofVirtual);
  }

  private void sample(TimeRange ofVirtual) {
    Samples samples = trace.samples();
    for (int sample = 0; sample < samples.size(); sample++) {
      int thread = samples.thread(sample);
      if (samples.kind(sample) == Samples.Kind.ALLOCATION && thread >= 0) {
        TimeRange range = key(thread) == VIRTUAL ? ofVirtual : countedRange(thread);
        long nanos = samples.nanos(sample);
        if (nanos >= range.startNanos() && nanos < range.endNanos()) {
          sampled.merge(key(thread), samples.weight(sample), Long::sum);
        }
      }
    }
  }

  private static IntPredicate carriers(Trace trace) {
    CarrierRuns runs = trace.carrierRuns();
    if (runs.size() > 0) {
      return thread -> runs.first(thread) < runs.end(thread);
    }
    boolean hasVirtual = false;
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      hasVirtual |= trace.threads().kind(thread) == ThreadKind.VIRTUAL;
    }
    return hasVirtual
        ? thread -> trace.threadName(thread).startsWith(CARRIER_NAME)
        : thread -> false;
  }

  private int key(int thread) {
    boolean isVirtual = trace.threads().kind(thread) == ThreadKind.VIRTUAL;
    return isVirtual || isCarrier.test(thread) ? VIRTUAL : thread;
  }

  private @Nullable Counter counter(int thread) {
    return trace.samples().allocationCounters().of(thread).orElse(null);
  }

  /** The count of a thread that began in the trace began with it. */
  private TimeRange countedRange(int thread) {
    Counter counter = counter(thread);
    if (counter == null) {
      return new TimeRange(0, 0);
    }
    long start = beginsAtZero(thread) ? trace.threads().startNanos(thread) : counter.firstNanos();
    return new TimeRange(Math.min(start, counter.lastNanos()), counter.lastNanos());
  }

  private boolean beginsAtZero(int thread) {
    return trace.threads().isStartSeen(thread);
  }

  private long grown(int thread, Counter counter) {
    return Math.max(0, counter.lastBytes() - (beginsAtZero(thread) ? 0 : counter.firstBytes()));
  }

  /** Returns what was counted of a thread, if both readings lie in {@code range}. */
  OptionalLong counted(int thread, TimeRange range) {
    Counter counter = counter(thread);
    TimeRange its = countedRange(thread);
    boolean isWithin =
        its.endNanos() > its.startNanos()
            && its.startNanos() >= range.startNanos()
            && its.endNanos() <= range.endNanos();
    return counter == null || !isWithin
        ? OptionalLong.empty()
        : OptionalLong.of(grown(thread, counter));
  }

  /** Returns what to multiply the weights of a thread's samples by; 1 where nothing was counted. */
  double of(int thread) {
    long weights = thread < 0 ? 0 : sampled.getOrDefault(key(thread), 0L);
    Long its = thread < 0 ? null : counted.get(key(thread));
    return its == null || weights == 0 ? 1 : (double) its / weights;
  }
}
