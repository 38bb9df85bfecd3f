package io.jtrace.timeline.jfr;

import java.util.List;

/**
 * What is read of the events of a type besides their common fields, and so which columns they have.
 *
 * @param typeName such as {@code jdk.ThreadPark}
 */
record EventShape(String typeName, List<ConsumedField> fields) {
  EventShape {
    fields = List.copyOf(fields);
  }

  /** Returns the position of a field, or -1. */
  int indexOf(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return i;
      }
    }
    return -1;
  }
}
