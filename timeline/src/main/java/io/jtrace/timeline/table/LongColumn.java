package io.jtrace.timeline.table;

import java.util.Arrays;

/**
 * An immutable column of {@code long} values, addressed by row from 0 to {@link #size()},
 * exclusive.
 *
 * <p>Safe to share between threads. A row outside the column throws {@link
 * ArrayIndexOutOfBoundsException}.
 */
public final class LongColumn {
  private static final LongColumn EMPTY = new LongColumn(new long[0]);

  private final long[] values;

  private LongColumn(long[] values) {
    this.values = values;
  }

  /** Returns a column without rows. */
  public static LongColumn empty() {
    return EMPTY;
  }

  /** Returns a column that holds a copy of {@code values}. */
  public static LongColumn of(long... values) {
    return values.length == 0 ? EMPTY : new LongColumn(values.clone());
  }

  /** Returns a column of the first {@code size} of {@code values}, copied. */
  public static LongColumn copyOf(long[] values, int size) {
    return size == 0 ? EMPTY : new LongColumn(Arrays.copyOf(values, size));
  }

  /** Returns the value in {@code row}. */
  public long at(int row) {
    return values[row];
  }

  /** Returns the number of rows. */
  public int size() {
    return values.length;
  }

  /** A growing column. Not safe for use by several threads. */
  public static final class Builder {
    private long[] values = new long[16];
    private int size;

    /** Appends a row. */
    public void add(long value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size + (size >> 1));
      }
      values[size++] = value;
    }

    /** Overwrites {@code row}, which must have been added before. */
    public void set(int row, long value) {
      if (row >= size) {
        throw new IndexOutOfBoundsException("row " + row + " of " + size);
      }
      values[row] = value;
    }

    /** Returns the value in {@code row}, which must have been added before. */
    public long at(int row) {
      if (row >= size) {
        throw new IndexOutOfBoundsException("row " + row + " of " + size);
      }
      return values[row];
    }

    /** Returns the number of rows added so far. */
    public int size() {
      return size;
    }

    /** Returns the rows added so far as a column; the builder may go on growing. */
    public LongColumn build() {
      return size == 0 ? EMPTY : new LongColumn(Arrays.copyOf(values, size));
    }
  }
}
