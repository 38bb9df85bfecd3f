package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.DoubleColumn;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table of drawn events that grows. */
public final class ScriptTable {
  /** Gives the words of a script their ids. */
  public interface Ids {
    /** Returns the id of a text. */
    int text(String text);

    /** Returns the id of a thread with this name. */
    int thread(String name);

    /** Returns a length of time in nanoseconds. */
    long nanos(String text);
  }

  /** The value of a field that has none. */
  private static final String NULL = "null";

  private final String typeName;
  private final List<ConsumedField> fields;
  private final Ids script;
  private final LongColumn.Builder starts = new LongColumn.Builder();
  private final LongColumn.Builder durations = new LongColumn.Builder();
  private final IntColumn.Builder threads = new IntColumn.Builder();
  private final IntColumn.Builder stacks = new IntColumn.Builder();
  private final Map<String, LongColumn.Builder> numbers = new HashMap<>();
  private final Map<String, DoubleColumn.Builder> reals = new HashMap<>();
  private final Map<String, IntColumn.Builder> ids = new HashMap<>();

  /** Begins without rows. */
  public ScriptTable(String typeName, List<ConsumedField> fields, Ids script) {
    this.typeName = typeName;
    this.fields = fields;
    this.script = script;
  }

  /**
   * Returns what names like {@code orderId:NUMBER} declare; other names declare nothing. Takes the
   * kinds off the names.
   */
  public static List<ConsumedField> declared(Map<String, String> values) {
    List<ConsumedField> fields = new ArrayList<>();
    Map<String, String> plain = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          int colon = name.lastIndexOf(':');
          String plainName = colon < 0 ? name : name.substring(0, colon);
          if (colon >= 0) {
            fields.add(new ConsumedField(plainName, FieldKind.valueOf(name.substring(colon + 1))));
          }
          plain.put(plainName, value);
        });
    values.clear();
    values.putAll(plain);
    return fields;
  }

  /** Appends an event. */
  public void add(long start, long duration, int thread, int stack, Map<String, String> values) {
    starts.add(start);
    durations.add(duration);
    threads.add(thread);
    stacks.add(stack);
    for (ConsumedField field : fields) {
      add(field, values.getOrDefault(field.name(), ""));
    }
  }

  /** Returns the number of events so far. */
  int size() {
    return starts.size();
  }

  private void add(ConsumedField field, String text) {
    String name = field.name();
    if (field.kind().isId()) {
      ids.computeIfAbsent(name, key -> new IntColumn.Builder()).add(id(field.kind(), text));
    } else if (field.kind() == FieldKind.REAL) {
      double value = text.isEmpty() ? 0 : Double.parseDouble(text);
      reals.computeIfAbsent(name, key -> new DoubleColumn.Builder()).add(value);
    } else {
      long value =
          switch (field.kind()) {
            case NANOS -> text.isEmpty() ? 0 : script.nanos(text);
            case BOOLEAN -> text.equals("true") ? 1 : 0;
            default -> text.isEmpty() ? 0 : Long.parseLong(text);
          };
      numbers.computeIfAbsent(name, key -> new LongColumn.Builder()).add(value);
    }
  }

  private int id(FieldKind kind, String text) {
    if (text.isEmpty() || text.equals(NULL)) {
      return -1;
    }
    return kind == FieldKind.THREAD ? script.thread(text) : script.text(text);
  }

  /** Returns the events added so far. */
  public EventTable build() {
    Map<String, LongColumn> builtNumbers = new HashMap<>();
    numbers.forEach((name, column) -> builtNumbers.put(name, column.build()));
    Map<String, DoubleColumn> builtReals = new HashMap<>();
    reals.forEach((name, column) -> builtReals.put(name, column.build()));
    Map<String, IntColumn> builtIds = new HashMap<>();
    ids.forEach((name, column) -> builtIds.put(name, column.build()));
    return new EventTable(
        typeName,
        fields,
        starts.size() > 0,
        starts.build(),
        durations.build(),
        threads.build(),
        stacks.build(),
        builtNumbers,
        builtReals,
        builtIds);
  }
}
