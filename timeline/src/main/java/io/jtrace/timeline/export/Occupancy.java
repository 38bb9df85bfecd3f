package io.jtrace.timeline.export;

import java.util.BitSet;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/**
 * Which stretches of processors count so that none has two threads at once: a viewer would end the
 * first. Stretches come by processor and start. One that begins before another is over is left out,
 * unless they overlap by no more than rounding; then it begins later.
 *
 * <p>Immutable and safe to share between threads.
 */
final class Occupancy {
  /** Start and length of an event are rounded separately. */
  private static final long ROUNDING_NANOS = 2;

  private final int size;
  private final IntUnaryOperator processors;
  private final IntToLongFunction starts;
  private final IntToLongFunction ends;
  private final BitSet leftOut = new BitSet();

  private Occupancy(
      int size, IntUnaryOperator processors, IntToLongFunction starts, IntToLongFunction ends) {
    this.size = size;
    this.processors = processors;
    this.starts = starts;
    this.ends = ends;
  }

  /**
   * Looks at stretches.
   *
   * @param processors by stretch, ascending; without one (-1) it is left out
   */
  static Occupancy of(
      int size, IntUnaryOperator processors, IntToLongFunction starts, IntToLongFunction ends) {
    Occupancy occupancy = new Occupancy(size, processors, starts, ends);
    occupancy.findOverlaps();
    return occupancy;
  }

  private void findOverlaps() {
    int processor = -1;
    long free = Long.MIN_VALUE;
    for (int stretch = 0; stretch < size; stretch++) {
      int own = processors.applyAsInt(stretch);
      if (own != processor) {
        processor = own;
        free = Long.MIN_VALUE;
      }
      long start = starts.applyAsLong(stretch);
      long end = ends.applyAsLong(stretch);
      if (own < 0 || start + ROUNDING_NANOS < free || end <= Math.max(start, free)) {
        leftOut.set(stretch);
      } else {
        free = end;
      }
    }
  }

  /** Returns whether a stretch counts. */
  boolean counts(int stretch) {
    return !leftOut.get(stretch);
  }

  /** Returns when a stretch that counts begins. */
  long startNanos(int stretch) {
    long start = starts.applyAsLong(stretch);
    int before = leftOut.previousClearBit(stretch - 1);
    boolean isSameProcessor =
        before >= 0 && processors.applyAsInt(before) == processors.applyAsInt(stretch);
    return isSameProcessor ? Math.max(start, ends.applyAsLong(before)) : start;
  }

  /** Returns how many stretches do not count. */
  int leftOut() {
    return leftOut.cardinality();
  }
}
