package io.jtrace.timeline.table;

import java.util.Arrays;

/**
 * An immutable column of {@code long} values, addressed by row from 0 to {@link #size()},
 * exclusive. Values are packed in blocks: a column takes the bytes that its values differ in.
 *
 * <p>Safe to share between threads. A row outside the column throws {@link
 * IndexOutOfBoundsException}.
 */
public final class LongColumn {
  private static final LongColumn EMPTY = new LongColumn(new Block[0], 0);

  private final Block[] blocks;
  private final int size;

  private LongColumn(Block[] blocks, int size) {
    this.blocks = blocks;
    this.size = size;
  }

  /** Returns a column without rows. */
  public static LongColumn empty() {
    return EMPTY;
  }

  /** Returns a column that holds a copy of {@code values}. */
  public static LongColumn of(long... values) {
    return copyOf(values, values.length);
  }

  /** Returns a column of the first {@code size} of {@code values}, copied. */
  public static LongColumn copyOf(long[] values, int size) {
    Appender appender = new Appender(Storage.onHeap());
    appender.addAll(values, 0, size);
    return appender.build();
  }

  /** Returns a column of {@code size} equal values. */
  public static LongColumn repeated(long value, int size) {
    Block[] blocks = new Block[(size + Block.ROWS - 1) >> Block.SHIFT];
    Arrays.fill(blocks, Block.of(value));
    return new LongColumn(blocks, size);
  }

  /** Returns the value in {@code row}. */
  public long at(int row) {
    if (row < 0 || row >= size) {
      throw new IndexOutOfBoundsException("row " + row + " of " + size);
    }
    return blocks[row >> Block.SHIFT].at(row & (Block.ROWS - 1));
  }

  /** Writes the values of the rows {@code [from, to)} to the beginning of {@code target}. */
  public void copy(int from, int to, long[] target) {
    if (from < 0 || to < from || to > size) {
      throw new IndexOutOfBoundsException("rows " + from + ".." + to + " of " + size);
    }
    int row = from;
    while (row < to) {
      int within = row & (Block.ROWS - 1);
      int count = Math.min(to - row, Block.ROWS - within);
      blocks[row >> Block.SHIFT].copy(within, within + count, target, row - from);
      row += count;
    }
  }

  /** Returns this column with {@code delta} added to every value. */
  public LongColumn plus(long delta) {
    if (delta == 0) {
      return this;
    }
    Block[] shifted = new Block[blocks.length];
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] = blocks[i].plus(delta);
    }
    return new LongColumn(shifted, size);
  }

  /** Returns the number of rows. */
  public int size() {
    return size;
  }

  /** A column that grows at its end and packs as it does. Not safe for use by several threads. */
  public static final class Appender {
    private final Storage storage;
    private Block[] blocks = new Block[4];
    private int blockCount;
    private long[] open = new long[16];
    private int openSize;

    /** Begins a column whose blocks go to {@code storage}. */
    public Appender(Storage storage) {
      this.storage = storage;
    }

    /** Appends a row. */
    public void add(long value) {
      if (openSize == open.length) {
        makeRoom(1);
      }
      open[openSize++] = value;
    }

    /** Appends {@code values[from..to)}. */
    public void addAll(long[] values, int from, int to) {
      int at = from;
      while (at < to) {
        makeRoom(to - at);
        if (openSize == 0 && to - at >= Block.ROWS) {
          blocks = LongColumn.withRoom(blocks, blockCount);
          blocks[blockCount++] = Block.pack(values, at, at + Block.ROWS, storage);
          at += Block.ROWS;
          continue;
        }
        int count = Math.min(to - at, open.length - openSize);
        System.arraycopy(values, at, open, openSize, count);
        openSize += count;
        at += count;
      }
    }

    /** Appends {@code count} rows of one value. */
    public void addRepeated(long value, int count) {
      int rest = count;
      while (rest > 0) {
        makeRoom(rest);
        int now = Math.min(rest, open.length - openSize);
        Arrays.fill(open, openSize, openSize + now, value);
        openSize += now;
        rest -= now;
      }
    }

    private void makeRoom(int wanted) {
      if (openSize == Block.ROWS) {
        seal();
      } else if (openSize + wanted > open.length && open.length < Block.ROWS) {
        int capacity = Math.max(open.length * 2, openSize + wanted);
        open = Arrays.copyOf(open, Math.min(Block.ROWS, capacity));
      }
    }

    private void seal() {
      blocks = withRoom(blocks, blockCount);
      blocks[blockCount++] = Block.pack(open, 0, openSize, storage);
      openSize = 0;
    }

    /** Returns the number of rows added so far. */
    public int size() {
      return (blockCount << Block.SHIFT) + openSize;
    }

    /** Returns the value in {@code row}, which must have been added before. */
    public long at(int row) {
      if (row < 0 || row >= size()) {
        throw new IndexOutOfBoundsException("row " + row + " of " + size());
      }
      int block = row >> Block.SHIFT;
      int within = row & (Block.ROWS - 1);
      return block < blockCount ? blocks[block].at(within) : open[within];
    }

    /** Returns the rows added so far as a column; the appender may go on growing. */
    public LongColumn build() {
      if (size() == 0) {
        return EMPTY;
      }
      Block[] all = Arrays.copyOf(blocks, blockCount + (openSize > 0 ? 1 : 0));
      if (openSize > 0) {
        all[blockCount] = Block.pack(open, 0, openSize, storage);
      }
      return new LongColumn(all, size());
    }
  }

  static Block[] withRoom(Block[] blocks, int count) {
    return count < blocks.length ? blocks : Arrays.copyOf(blocks, count * 2);
  }

  /** A growing column whose rows may change. Not safe for use by several threads. */
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
      return copyOf(values, size);
    }
  }
}
