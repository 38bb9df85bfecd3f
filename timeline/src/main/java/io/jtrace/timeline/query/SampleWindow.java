package io.jtrace.timeline.query;

import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Samples of what a thread executed, as many as can be told apart: of each kind the first in a
 * bucket stands for all of its bucket.
 *
 * @param samples in order of time
 */
public record SampleWindow(int thread, List<Sample> samples) {
  /**
   * One sample, or several that share a bucket.
   *
   * @param nanos when the first was taken
   * @param stack of the first; -1 where the JVM could not walk it
   * @param count how many
   */
  public record Sample(long nanos, int stack, Samples.Kind kind, int count) {}

  /** Copies the list. */
  public SampleWindow {
    samples = List.copyOf(samples);
  }

  /**
   * Returns the samples of {@code threads} within {@code range}, allocations left out. Looks at all
   * samples of the range.
   *
   * @param bucketNanos at least 1; buckets begin at multiples of it
   */
  public static List<SampleWindow> of(
      Trace trace, List<Integer> threads, TimeRange range, long bucketNanos) {
    Map<Integer, Thinning> byThread = new HashMap<>();
    threads.forEach(thread -> byThread.put(thread, new Thinning(bucketNanos)));
    Samples samples = trace.samples();
    int end = samples.firstAtOrAfter(range.endNanos());
    for (int sample = samples.firstAtOrAfter(range.startNanos()); sample < end; sample++) {
      Thinning thinning = byThread.get(samples.thread(sample));
      if (thinning != null && samples.kind(sample) != Samples.Kind.ALLOCATION) {
        thinning.add(samples.nanos(sample), samples.stack(sample), samples.kind(sample));
      }
    }
    List<SampleWindow> windows = new ArrayList<>();
    for (int thread : threads) {
      Thinning thinning = byThread.get(thread);
      if (thinning != null) {
        windows.add(new SampleWindow(thread, thinning.kept));
      }
    }
    return windows;
  }

  private static final class Thinning {
    private final long bucketNanos;
    private final List<Sample> kept = new ArrayList<>();

    Thinning(long bucketNanos) {
      this.bucketNanos = bucketNanos;
    }

    void add(long nanos, int stack, Samples.Kind kind) {
      for (int i = kept.size() - 1; i >= 0 && isSameBucket(kept.get(i).nanos, nanos); i--) {
        Sample first = kept.get(i);
        if (first.kind == kind) {
          kept.set(i, new Sample(first.nanos, first.stack, kind, first.count + 1));
          return;
        }
      }
      kept.add(new Sample(nanos, stack, kind, 1));
    }

    private boolean isSameBucket(long one, long other) {
      return one / bucketNanos == other / bucketNanos;
    }
  }
}
