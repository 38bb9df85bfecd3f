package io.jtrace.boot;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many objects of a class there are somewhere, or of classes that share its place: never too
 * few. Asking costs two reads.
 */
final class ClassCounts {

  private static final int PLACES = 1 << 8;

  private final AtomicIntegerArray counts = new AtomicIntegerArray(PLACES);

  private static int place(Class<?> type) {
    return System.identityHashCode(type) & (PLACES - 1);
  }

  void add(Class<?> type) {
    counts.incrementAndGet(place(type));
  }

  void remove(Class<?> type) {
    counts.decrementAndGet(place(type));
  }

  /** Whether there may be an object of the class. */
  boolean mayHave(Class<?> type) {
    return counts.get(place(type)) > 0;
  }
}
