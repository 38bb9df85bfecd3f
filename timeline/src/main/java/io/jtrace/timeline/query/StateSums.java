package io.jtrace.timeline.query;

import io.jtrace.timeline.model.State;
import org.jspecify.annotations.Nullable;

/**
 * How many threads were in each state, on average, in the buckets of one level. Spans come in any
 * order and may overlap. What a span costs does not depend on how many buckets it fills: only where
 * full buckets begin and end is noted.
 *
 * <p>Not safe for use by several threads.
 */
final class StateSums implements TrackSpans.Consumer {
  private final int level;
  private final long base;
  private final int buckets;

  // By state; null for states that no span has.
  private final long[] @Nullable [] parts = new long[State.count()][];
  private final int[] @Nullable [] changes = new int[State.count()][];

  /** Begins with the buckets {@code [base, base + buckets)} of {@code level}. */
  StateSums(int level, long base, int buckets) {
    this.level = level;
    this.base = base;
    this.buckets = buckets;
  }

  @Override
  public void span(int span, long spanStart, long spanEnd, int state, boolean marked) {
    long start = Math.max(spanStart, base << level);
    long end = Math.min(spanEnd, (base + buckets) << level);
    if (start >= end) {
      return;
    }
    long[] part = parts[state];
    int[] change = changes[state];
    if (part == null || change == null) {
      part = new long[buckets];
      change = new int[buckets];
      parts[state] = part;
      changes[state] = change;
    }
    int first = (int) ((start >> level) - base);
    int last = (int) (((end - 1) >> level) - base);
    if (first == last) {
      part[first] += end - start;
      return;
    }
    part[first] += ((base + first + 1) << level) - start;
    part[last] += end - ((base + last) << level);
    change[first + 1]++;
    change[last]--;
  }

  /**
   * Writes the means of {@code state} to the beginning of {@code target}; false if there are none.
   */
  boolean means(int state, float[] target) {
    long[] part = parts[state];
    int[] change = changes[state];
    if (part == null || change == null) {
      return false;
    }
    double perNano = 1.0 / (1L << level);
    int full = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      full += change[bucket];
      target[bucket] = (float) (full + part[bucket] * perNano);
    }
    return true;
  }
}
