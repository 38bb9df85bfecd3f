package io.jtrace.timeline.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.jtrace.timeline.table.Strings;
import java.util.List;

/** Compares decoded events with our columns of the same recording. */
final class DecodedFields {
  private DecodedFields() {}

  static void compare(Recording columns, ConsumedEvent consumed, int row, DecodedEvent event) {
    EventTable table = columns.events(consumed);
    for (ConsumedField field : consumed.fields()) {
      if (table.has(field.name())) {
        String where = consumed.typeName() + " row " + row + " " + field.name();
        EventValue value = value(event.fields(), field.name());
        if (field.kind().isId()) {
          compareId(where, columns, field, table.id(field.name(), row), value);
        } else {
          compareNumber(where, table, field, row, value);
        }
      }
    }
  }

  /** Returns the value at the end of a path with dots. */
  private static EventValue value(List<EventField> fields, String path) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    for (EventField field : fields) {
      if (field.name().equals(name)) {
        return dot >= 0 && field.value() instanceof EventValue.Struct struct
            ? value(struct.fields(), path.substring(dot + 1))
            : field.value();
      }
    }
    throw new AssertionError("expected a field " + path);
  }

  private static void compareId(
      String where, Recording columns, ConsumedField field, int id, EventValue value) {
    if (value instanceof EventValue.OfThread thread) {
      assertThat(columns.threads().javaId(id)).as(where).isEqualTo(thread.javaId());
    } else if (value instanceof EventValue.Text text) {
      assertThat(columns.strings().at(id)).as(where).isEqualTo(text.value());
    } else if (field.kind() != FieldKind.THREAD) {
      assertThat(id).as(where).isEqualTo(Strings.NONE);
    }
  }

  private static void compareNumber(
      String where, EventTable table, ConsumedField field, int row, EventValue value) {
    String name = field.name();
    if (value instanceof EventValue.Whole whole) {
      assertThat(table.number(name, row)).as(where).isEqualTo(whole.value());
    } else if (value instanceof EventValue.Length length) {
      assertThat(table.number(name, row)).as(where).isEqualTo(length.nanos());
    } else if (value instanceof EventValue.Flag flag) {
      assertThat(table.number(name, row)).as(where).isEqualTo(flag.value() ? 1 : 0);
    } else if (value instanceof EventValue.Real real) {
      assertThat(table.real(name, row)).as(where).isEqualTo(real.value());
    } else if (value instanceof EventValue.Size size) {
      assertThat(table.number(name, row)).as(where).isEqualTo(size.bytes());
    } else if (value instanceof EventValue.Address address) {
      assertThat(table.number(name, row)).as(where).isEqualTo(address.value());
    }
  }
}
