package io.jtrace.timeline.jfr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type as a metadata event describes it: an event, a struct or a primitive.
 *
 * @param label the human name, or null
 * @param fields in the order in which values are written
 */
record TypeDescriptor(
    long id, String name, String superType, @Nullable String label, List<FieldDescriptor> fields) {
  TypeDescriptor {
    fields = List.copyOf(fields);
  }

  boolean isEvent() {
    return superType.equals("jdk.jfr.Event");
  }

  /** Returns the index of a field, or -1. */
  int indexOf(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return i;
      }
    }
    return -1;
  }
}
