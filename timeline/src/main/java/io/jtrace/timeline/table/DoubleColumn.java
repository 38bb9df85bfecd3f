package io.jtrace.timeline.table;

import java.util.Arrays;

/**
 * An immutable column of {@code double} values, addressed by row from 0 to {@link #size()},
 * exclusive.
 *
 * <p>Safe to share between threads. A row outside the column throws {@link
 * ArrayIndexOutOfBoundsException}.
 */
public final class DoubleColumn {
  private static final DoubleColumn EMPTY = new DoubleColumn(new double[0]);

  private final double[] values;

  private DoubleColumn(double[] values) {
    this.values = values;
  }

  /** Returns a column without rows. */
  public static DoubleColumn empty() {
    return EMPTY;
  }

  /** Returns a column that holds a copy of {@code values}. */
  public static DoubleColumn of(double... values) {
    return values.length == 0 ? EMPTY : new DoubleColumn(values.clone());
  }

  /** Returns a column of the first {@code size} of {@code values}, copied. */
  public static DoubleColumn copyOf(double[] values, int size) {
    return size == 0 ? EMPTY : new DoubleColumn(Arrays.copyOf(values, size));
  }

  /** Returns the value in {@code row}. */
  public double at(int row) {
    return values[row];
  }

  /** Returns the number of rows. */
  public int size() {
    return values.length;
  }

  /** A growing column. Not safe for use by several threads. */
  public static final class Builder {
    private double[] values = new double[16];
    private int size;

    /** Appends a row. */
    public void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size + (size >> 1));
      }
      values[size++] = value;
    }

    /** Overwrites {@code row}, which must have been added before. */
    public void set(int row, double value) {
      if (row >= size) {
        throw new IndexOutOfBoundsException("row " + row + " of " + size);
      }
      values[row] = value;
    }

    /** Returns the value in {@code row}, which must have been added before. */
    public double at(int row) {
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
    public DoubleColumn build() {
      return size == 0 ? EMPTY : new DoubleColumn(Arrays.copyOf(values, size));
    }
  }
}
