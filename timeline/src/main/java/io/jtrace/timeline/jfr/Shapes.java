package io.jtrace.timeline.jfr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shapes that a recording's events are read into, numbered: first the consumed events by their
 * ordinal, then events of other types as they are met. Two versions of one type with other fields
 * are two shapes.
 *
 * <p>Safe for use by several threads.
 */
final class Shapes {
  /** The number of no shape: such events are only counted. */
  static final int NONE = -1;

  /** More types than this are only counted; no program has as many, damaged metadata may. */
  private static final int MAX_SHAPES = 4096;

  private final List<EventShape> shapes = new ArrayList<>();
  private final Map<EventShape, Integer> numbers = new HashMap<>();

  Shapes() {
    for (ConsumedEvent event : ConsumedEvent.values()) {
      add(new EventShape(event.typeName(), event.fields()));
    }
  }

  private int add(EventShape shape) {
    numbers.put(shape, shapes.size());
    shapes.add(shape);
    return shapes.size() - 1;
  }

  /** Returns the number of a shape, new or known; {@link #NONE} if there are too many. */
  synchronized int numberOf(EventShape shape) {
    Integer known = numbers.get(shape);
    if (known != null) {
      return known;
    }
    return shapes.size() < MAX_SHAPES ? add(shape) : NONE;
  }

  synchronized EventShape at(int number) {
    return shapes.get(number);
  }

  synchronized int size() {
    return shapes.size();
  }
}
