package io.jtrace.timeline.table;

import java.util.Arrays;

/**
 * An immutable column of {@code byte} values, addressed by row from 0 to {@link #size()},
 * exclusive.
 *
 * <p>Safe to share between threads. A row outside the column throws {@link
 * ArrayIndexOutOfBoundsException}.
 */
public final class ByteColumn {
  private static final ByteColumn EMPTY = new ByteColumn(new byte[0]);

  private final byte[] values;

  private ByteColumn(byte[] values) {
    this.values = values;
  }

  /** Returns a column without rows. */
  public static ByteColumn empty() {
    return EMPTY;
  }

  /** Returns a column that holds a copy of {@code values}. */
  public static ByteColumn of(byte... values) {
    return values.length == 0 ? EMPTY : new ByteColumn(values.clone());
  }

  /** Returns a column of the first {@code size} of {@code values}, copied. */
  public static ByteColumn copyOf(byte[] values, int size) {
    return size == 0 ? EMPTY : new ByteColumn(Arrays.copyOf(values, size));
  }

  /** Returns the value in {@code row}. */
  public byte at(int row) {
    return values[row];
  }

  /** Writes all values to the beginning of {@code target}. */
  public void copy(byte[] target) {
    System.arraycopy(values, 0, target, 0, values.length);
  }

  /** Returns the number of rows. */
  public int size() {
    return values.length;
  }

  /** A growing column. Not safe for use by several threads. */
  public static final class Builder {
    private byte[] values = new byte[16];
    private int size;

    /** Appends a row. */
    public void add(byte value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size + (size >> 1));
      }
      values[size++] = value;
    }

    /** Overwrites {@code row}, which must have been added before. */
    public void set(int row, byte value) {
      if (row >= size) {
        throw new IndexOutOfBoundsException("row " + row + " of " + size);
      }
      values[row] = value;
    }

    /** Returns the value in {@code row}, which must have been added before. */
    public byte at(int row) {
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
    public ByteColumn build() {
      return size == 0 ? EMPTY : new ByteColumn(Arrays.copyOf(values, size));
    }
  }
}
