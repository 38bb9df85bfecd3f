package io.jtrace.timeline.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Up to {@link #ROWS} values of a column, packed: each is stored as its distance from the smallest
 * one, in as many bytes as the largest distance needs. A block of equal values takes none.
 *
 * <p>Immutable and safe to share between threads.
 */
abstract class Block {
  /*
   * A value is read as the eight bytes that begin where it does, cut by a mask. So there is one way
   * to read all widths, without a branch, and eight bytes of slack at the end.
   */

  /** The logarithm of {@link #ROWS}. */
  static final int SHIFT = 12;

  /** Rows of every block but a column's last. */
  static final int ROWS = 1 << SHIFT;

  private static final int SLACK_BYTES = 8;
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] NOTHING = new byte[SLACK_BYTES];

  /** The smallest value. */
  final long base;

  /** Bytes a value. */
  final int width;

  final long mask;

  private Block(long base, int width) {
    this.base = base;
    this.width = width;
    mask = width == 8 ? -1 : (1L << (8 * width)) - 1;
  }

  /** Returns a block of one value, as often as needed. */
  static Block of(long value) {
    return new OnHeap(value, 0, NOTHING);
  }

  /** Packs {@code values[from..to)}. */
  static Block pack(long[] values, int from, int to, Storage storage) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    int width = from == to ? 0 : width(max - min);
    if (width == 0) {
      return of(from == to ? 0 : min);
    }
    byte[] bytes = new byte[(to - from) * width + SLACK_BYTES - width];
    for (int i = from, at = 0; i < to; i++, at += width) {
      LITTLE_ENDIAN.set(bytes, at, values[i] - min);
    }
    return stored(min, width, bytes, storage);
  }

  /** Packs {@code values[from..to)}. */
  static Block pack(int[] values, int from, int to, Storage storage) {
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    for (int i = from; i < to; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    int width = from == to ? 0 : width((long) max - min);
    if (width == 0) {
      return of(from == to ? 0 : min);
    }
    byte[] bytes = new byte[(to - from) * width + SLACK_BYTES - width];
    for (int i = from, at = 0; i < to; i++, at += width) {
      LITTLE_ENDIAN.set(bytes, at, (long) values[i] - min);
    }
    return stored(min, width, bytes, storage);
  }

  private static int width(long distance) {
    return (64 - Long.numberOfLeadingZeros(distance) + 7) >>> 3;
  }

  private static Block stored(long base, int width, byte[] bytes, Storage storage) {
    Storage.Place place = storage.placeFor(bytes);
    return place == null
        ? new OnHeap(base, width, bytes)
        : new Mapped(base, width, place.buffer(), place.offset());
  }

  /** Returns the value of a row; what comes of a row that does not exist is not specified. */
  abstract long at(int row);

  /** Writes the values of the rows {@code [from, to)} to {@code target} from {@code at} on. */
  abstract void copy(int from, int to, long[] target, int at);

  /** Writes the values of the rows {@code [from, to)} to {@code target} from {@code at} on. */
  abstract void copy(int from, int to, int[] target, int at);

  /** Returns this block with {@code delta} added to every value. */
  abstract Block plus(long delta);

  /** Returns the bytes that this block takes on the heap, roughly. */
  abstract int heapBytes();

  private static final class OnHeap extends Block {
    private final byte[] bytes;

    OnHeap(long base, int width, byte[] bytes) {
      super(base, width);
      this.bytes = bytes;
    }

    @Override
    long at(int row) {
      return base + ((long) LITTLE_ENDIAN.get(bytes, row * width) & mask);
    }

    @Override
    void copy(int from, int to, long[] target, int at) {
      int stride = width;
      for (int row = from, p = from * stride, t = at; row < to; row++, p += stride, t++) {
        target[t] = base + ((long) LITTLE_ENDIAN.get(bytes, p) & mask);
      }
    }

    @Override
    void copy(int from, int to, int[] target, int at) {
      int stride = width;
      for (int row = from, p = from * stride, t = at; row < to; row++, p += stride, t++) {
        target[t] = (int) (base + ((long) LITTLE_ENDIAN.get(bytes, p) & mask));
      }
    }

    @Override
    Block plus(long delta) {
      return new OnHeap(base + delta, width, bytes);
    }

    @Override
    int heapBytes() {
      return 48 + (bytes == NOTHING ? 0 : bytes.length + 16);
    }
  }

  private static final class Mapped extends Block {
    private final ByteBuffer buffer;
    private final int offset;

    Mapped(long base, int width, ByteBuffer buffer, int offset) {
      super(base, width);
      this.buffer = buffer;
      this.offset = offset;
    }

    @Override
    long at(int row) {
      return base + (buffer.getLong(offset + row * width) & mask);
    }

    @Override
    void copy(int from, int to, long[] target, int at) {
      for (int row = from, t = at; row < to; row++, t++) {
        target[t] = at(row);
      }
    }

    @Override
    void copy(int from, int to, int[] target, int at) {
      for (int row = from, t = at; row < to; row++, t++) {
        target[t] = (int) at(row);
      }
    }

    @Override
    Block plus(long delta) {
      return new Mapped(base + delta, width, buffer, offset);
    }

    @Override
    int heapBytes() {
      return 48;
    }
  }
}
