package io.jtrace.timeline.export;

import io.jtrace.timeline.jfr.ConsumedField;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.FieldKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the fields of custom events are called among the arguments: as in the recording, with the
 * unit of lengths of time. Metadata may name two fields alike, or as jtrace names an argument of
 * its own; then the later one gets a number.
 *
 * <p>Not safe for use by several threads.
 */
final class CustomKeys {
  private final Map<EventTable, String[]> keys = new HashMap<>();

  /** Returns the keys of a table's fields, in their order. */
  String[] of(EventTable table) {
    return keys.computeIfAbsent(table, CustomKeys::keys);
  }

  private static String[] keys(EventTable table) {
    Set<String> used = new HashSet<>();
    for (Arg arg : Arg.values()) {
      used.add(arg.key());
    }
    String[] keys = new String[table.fields().size()];
    for (int field = 0; field < keys.length; field++) {
      String key = key(table.fields().get(field));
      String free = key;
      for (int number = 2; !used.add(free); number++) {
        free = key + "_" + number;
      }
      keys[field] = free;
    }
    return keys;
  }

  private static String key(ConsumedField field) {
    String name = Text.label(field.name());
    return field.kind() == FieldKind.NANOS ? name + "_nanos" : name;
  }
}
