package io.jtrace.timeline.jfr;

import io.jtrace.timeline.table.DoubleColumn;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The growing columns of one consumed event.
 *
 * <p>The decoder writes the row at {@link #rows()} in place and then adds it, or resets it when the
 * event turns out to be unreadable. Rows not added yet hold the values of absent fields, so that a
 * field which a chunk lacks costs nothing.
 */
final class EventColumns {
  private static final int INITIAL_CAPACITY = 16;
  private static final int NONE = -1;

  private final ConsumedEvent event;
  private final FieldKind[] kinds;
  private final boolean[] present;
  private boolean recorded;
  private int rows;

  private long[] starts = new long[0];
  private long[] durations = new long[0];
  private int[] threads = new int[0];
  private int[] stacks = new int[0];

  /* By field; empty where the field is of another kind. */
  private final long[][] numbers;
  private final double[][] reals;
  private final int[][] ids;

  EventColumns(ConsumedEvent event) {
    this.event = event;
    List<ConsumedField> fields = event.fields();
    kinds = fields.stream().map(ConsumedField::kind).toArray(FieldKind[]::new);
    present = new boolean[kinds.length];
    numbers = new long[kinds.length][0];
    reals = new double[kinds.length][0];
    ids = new int[kinds.length][0];
  }

  ConsumedEvent event() {
    return event;
  }

  /** Notes that the metadata of a chunk describes the event. */
  void markRecorded() {
    recorded = true;
  }

  /** Notes that the metadata of a chunk has this field of the event. */
  void markPresent(int field) {
    present[field] = true;
  }

  int rows() {
    return rows;
  }

  /** Makes room for one more row. */
  void reserve() {
    if (rows == starts.length) {
      grow(Math.max(INITIAL_CAPACITY, rows + (rows >> 1)));
    }
  }

  /** Adds the row that was written. */
  void addRow() {
    rows++;
  }

  /** Undoes what was written of the row that is not added. */
  void resetRow() {
    clear(rows, rows + 1);
  }

  /** Forgets all rows from {@code row} on; the columns keep their room. */
  void truncate(int row) {
    clear(row, rows);
    rows = row;
  }

  void start(long nanos) {
    starts[rows] = nanos;
  }

  void duration(long nanos) {
    durations[rows] = nanos;
  }

  void thread(int thread) {
    threads[rows] = thread;
  }

  void stack(int stack) {
    stacks[rows] = stack;
  }

  void number(int field, long value) {
    numbers[field][rows] = value;
  }

  void real(int field, double value) {
    reals[field][rows] = value;
  }

  void id(int field, int value) {
    ids[field][rows] = value;
  }

  /** Takes the thread of the row from one of its fields. */
  void threadFrom(int field) {
    threads[rows] = ids[field][rows];
  }

  long startAt(int row) {
    return starts[row];
  }

  long durationAt(int row) {
    return durations[row];
  }

  long numberAt(int field, int row) {
    return numbers[field][row];
  }

  int idAt(int field, int row) {
    return ids[field][row];
  }

  /**
   * Returns the rows as a table.
   *
   * @param shiftNanos is added to every start
   */
  EventTable freeze(long shiftNanos) {
    if (shiftNanos != 0) {
      for (int row = 0; row < rows; row++) {
        starts[row] += shiftNanos;
      }
    }
    Map<String, LongColumn> numberColumns = new HashMap<>();
    Map<String, DoubleColumn> realColumns = new HashMap<>();
    Map<String, IntColumn> idColumns = new HashMap<>();
    for (int field = 0; field < kinds.length; field++) {
      if (present[field]) {
        String name = event.fields().get(field).name();
        if (kinds[field].isId()) {
          idColumns.put(name, IntColumn.copyOf(ids[field], rows));
        } else if (kinds[field] == FieldKind.REAL) {
          realColumns.put(name, DoubleColumn.copyOf(reals[field], rows));
        } else {
          numberColumns.put(name, LongColumn.copyOf(numbers[field], rows));
        }
      }
    }
    return new EventTable(
        event,
        recorded,
        LongColumn.copyOf(starts, rows),
        LongColumn.copyOf(durations, rows),
        IntColumn.copyOf(threads, rows),
        IntColumn.copyOf(stacks, rows),
        numberColumns,
        realColumns,
        idColumns);
  }

  private void grow(int capacity) {
    int from = starts.length;
    starts = Arrays.copyOf(starts, capacity);
    durations = Arrays.copyOf(durations, capacity);
    threads = Arrays.copyOf(threads, capacity);
    stacks = Arrays.copyOf(stacks, capacity);
    for (int field = 0; field < kinds.length; field++) {
      if (kinds[field].isId()) {
        ids[field] = Arrays.copyOf(ids[field], capacity);
      } else if (kinds[field] == FieldKind.REAL) {
        reals[field] = Arrays.copyOf(reals[field], capacity);
      } else {
        numbers[field] = Arrays.copyOf(numbers[field], capacity);
      }
    }
    clear(from, capacity);
  }

  private void clear(int from, int to) {
    Arrays.fill(starts, from, to, 0);
    Arrays.fill(durations, from, to, 0);
    Arrays.fill(threads, from, to, NONE);
    Arrays.fill(stacks, from, to, NONE);
    for (int field = 0; field < kinds.length; field++) {
      if (kinds[field].isId()) {
        Arrays.fill(ids[field], from, to, NONE);
      } else if (kinds[field] == FieldKind.REAL) {
        Arrays.fill(reals[field], from, to, Double.NaN);
      } else {
        Arrays.fill(numbers[field], from, to, 0);
      }
    }
  }
}
