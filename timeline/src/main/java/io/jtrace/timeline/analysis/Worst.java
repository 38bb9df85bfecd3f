package io.jtrace.timeline.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The few elements with the greatest values. Not safe for use by several threads. */
final class Worst<T> {
  private final int limit;
  private final ToLongFunction<T> value;
  private final PriorityQueue<T> queue;

  Worst(int limit, ToLongFunction<T> value) {
    this.limit = limit;
    this.value = value;
    queue = new PriorityQueue<>(Comparator.comparingLong(value));
  }

  /** Keeps an element if its value is among the greatest; makes it only then. */
  void offer(long itsValue, Supplier<T> element) {
    T least = queue.peek();
    if (queue.size() < limit || least == null) {
      queue.add(element.get());
    } else if (itsValue > value.applyAsLong(least)) {
      queue.remove();
      queue.add(element.get());
    }
  }

  /** Returns what was kept, greatest first. */
  List<T> descending() {
    return queue.stream().sorted(Comparator.comparingLong(value).reversed()).toList();
  }
}
