package io.jtrace.timeline.jfr;

import java.util.Arrays;

/**
 * The events of one shape in the batch at hand, as plain arrays that are reused from batch to
 * batch. Threads, stacks and texts are ids of the batch's worker.
 *
 * <p>The decoder writes the row at {@link #rows()} in place and then adds it. A row that turns out
 * to be unreadable is not added, and the next overwrites it.
 *
 * <p>Not safe for use by several threads.
 */
final class BatchColumns {
  private static final int INITIAL_CAPACITY = 64;

  private final EventShape shape;
  private final FieldKind[] kinds;
  private int capacity;
  private int rows;

  private long[] starts = new long[0];
  private long[] durations = new long[0];
  private int[] threads = new int[0];
  private int[] stacks = new int[0];

  /* By field; empty where the field is of another kind. */
  private final long[][] numbers;
  private final double[][] reals;
  private final int[][] ids;

  BatchColumns(EventShape shape) {
    this.shape = shape;
    kinds = shape.fields().stream().map(ConsumedField::kind).toArray(FieldKind[]::new);
    numbers = new long[kinds.length][0];
    reals = new double[kinds.length][0];
    ids = new int[kinds.length][0];
  }

  EventShape shape() {
    return shape;
  }

  int rows() {
    return rows;
  }

  /** Forgets all rows. */
  void clear() {
    rows = 0;
  }

  /** Makes room for one more row. */
  void reserve() {
    if (rows == capacity) {
      grow();
    }
  }

  /** Adds the row whose fields were written. */
  void add(long startNanos, long durationNanos, int thread, int stack) {
    starts[rows] = startNanos;
    durations[rows] = durationNanos;
    threads[rows] = thread;
    stacks[rows] = stack;
    rows++;
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

  /** Writes what stands for a field that the event does not have. */
  void absent(int field) {
    if (kinds[field].isId()) {
      ids[field][rows] = -1;
    } else if (kinds[field] == FieldKind.REAL) {
      reals[field][rows] = Double.NaN;
    } else {
      numbers[field][rows] = 0;
    }
  }

  /** Returns an id of the row that is not added yet. */
  int openId(int field) {
    return ids[field][rows];
  }

  long numberAt(int field, int row) {
    return numbers[field][row];
  }

  int idAt(int field, int row) {
    return ids[field][row];
  }

  /* The arrays, valid up to rows(); borrowed for the duration of a call. */

  long[] starts() {
    return starts;
  }

  long[] durations() {
    return durations;
  }

  int[] threads() {
    return threads;
  }

  int[] stacks() {
    return stacks;
  }

  long[] numbers(int field) {
    return numbers[field];
  }

  double[] reals(int field) {
    return reals[field];
  }

  int[] ids(int field) {
    return ids[field];
  }

  private void grow() {
    capacity = Math.max(INITIAL_CAPACITY, capacity + (capacity >> 1));
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
  }
}
