package io.jtrace.timeline.analysis;

import io.jtrace.timeline.jfr.ConsumedField;
import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.jfr.FieldKind;
import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A custom event with everything that is known of it, for people.
 *
 * @param event its index in {@link Trace#customEvents}
 * @param type such as {@code com.acme.Checkout}
 * @param label of the type
 * @param thread the thread's id, or -1
 * @param isInstant whether it took no time
 * @param lane among those of its thread
 * @param stack innermost frame first; empty where none was recorded
 * @param previous the event before in the same thread, or -1
 * @param next the event after in the same thread, or -1
 */
public record CustomEventDetails(
    int event,
    String type,
    String label,
    int thread,
    @Nullable String threadName,
    TimeRange range,
    boolean isInstant,
    int lane,
    List<Field> fields,
    List<StackFrame> stack,
    int previous,
    int next) {
  /**
   * A field.
   *
   * @param value exact, with its unit; null where the program gave none
   */
  public record Field(String name, FieldKind kind, @Nullable String value) {}

  private static final String[] TIME_UNITS = {"ns", "µs", "ms", "s"};

  /** Copies the lists. */
  public CustomEventDetails {
    fields = List.copyOf(fields);
    stack = List.copyOf(stack);
  }

  /**
   * Returns what is known of {@code event}.
   *
   * @throws IndexOutOfBoundsException if there is no such event
   */
  public static CustomEventDetails of(Trace trace, int event) {
    CustomEvents events = trace.customEvents();
    int thread = events.thread(Objects.checkIndex(event, events.size()));
    EventTable table = events.table(event);
    List<Field> fields = new ArrayList<>();
    for (ConsumedField field : table.fields()) {
      String value = value(trace, table, events.row(event), field);
      fields.add(new Field(field.name(), field.kind(), value));
    }
    return new CustomEventDetails(
        event,
        table.typeName(),
        events.types().get(events.type(event)).label(),
        thread,
        thread < 0 ? null : trace.threadName(thread),
        new TimeRange(events.startNanos(event), events.endNanos(event)),
        events.isInstant(event),
        events.lane(event),
        fields,
        StackFrame.of(trace, events.stack(event)),
        event > events.first(thread) ? event - 1 : -1,
        event + 1 < events.end(thread) ? event + 1 : -1);
  }

  /** Returns the value of a field as text, or null where it has none. */
  static @Nullable String value(Trace trace, EventTable table, int row, ConsumedField field) {
    String name = field.name();
    return switch (field.kind()) {
      case NUMBER -> Long.toString(table.number(name, row));
      case NANOS -> nanos(table.number(name, row));
      case BOOLEAN -> Boolean.toString(table.number(name, row) != 0);
      case REAL -> real(table.real(name, row));
      case TEXT, CLASS, METHOD -> {
        int id = table.id(name, row);
        yield id < 0 ? null : trace.strings().at(id);
      }
      case THREAD -> {
        int thread = table.id(name, row);
        yield thread < 0 ? null : trace.threadName(thread);
      }
    };
  }

  /** Returns a length of time such as {@code 1.5 ms}; the least value stands for none. */
  static @Nullable String nanos(long nanos) {
    if (nanos == Long.MIN_VALUE) {
      return null;
    }
    int unit = 0;
    for (long rest = Math.abs(nanos); rest >= 1000 && unit + 1 < TIME_UNITS.length; rest /= 1000) {
      unit++;
    }
    BigDecimal value = BigDecimal.valueOf(nanos, 3 * unit).stripTrailingZeros();
    return value.toPlainString() + " " + TIME_UNITS[unit];
  }

  /** Returns what was a {@code float} with the digits of one: 0.1, not 0.10000000149011612. */
  static String real(double value) {
    return (float) value == value ? Float.toString((float) value) : Double.toString(value);
  }
}
