package io.jtrace.timeline.jfr;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * A window that slides forward over the bytes of a recording. It grows with what is really there,
 * never with what a header announces, and its array is reused from chunk to chunk.
 */
final class ByteWindow {
  /** The longest chunk that fits into an array. */
  static final int MAX_SIZE_BYTES = Integer.MAX_VALUE - 1024;

  private static final int READ_BYTES = 256 << 10;

  private final InputStream input;
  private final boolean compressed;
  private byte[] bytes = new byte[READ_BYTES + Cursor.SLACK_BYTES];
  private int size;
  private long offsetBytes;
  private boolean ended;
  private boolean damaged;

  private ByteWindow(InputStream input, boolean compressed) {
    this.input = input;
    this.compressed = compressed;
  }

  /** Returns a window over bytes as they are stored. */
  static ByteWindow plain(InputStream input) {
    return new ByteWindow(input, false);
  }

  /** Returns a window over what {@code input} decompresses; damage to it ends the bytes. */
  static ByteWindow compressed(InputStream input) {
    return new ByteWindow(input, true);
  }

  /** Returns the array; the window is its first {@link #size()} bytes, and slack follows. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Returns where in the uncompressed file the window begins. */
  long offsetBytes() {
    return offsetBytes;
  }

  /** Returns whether the bytes ended because their compression is damaged or cut. */
  boolean isDamaged() {
    return damaged;
  }

  /** Tries to have {@code wanted} bytes in the window and returns how many there are. */
  int fill(long wanted) throws IOException {
    int goal = (int) Math.min(wanted, MAX_SIZE_BYTES);
    while (size < goal && !ended) {
      if (size + Cursor.SLACK_BYTES >= bytes.length) {
        grow(goal);
      }
      int room = Math.min(bytes.length - Cursor.SLACK_BYTES - size, READ_BYTES);
      int read = readSome(room);
      if (read < 0) {
        ended = true;
      } else {
        size += read;
      }
    }
    return size;
  }

  /** Moves the window forward by {@code count} bytes, which must be in it. */
  void drop(int count) {
    System.arraycopy(bytes, count, bytes, 0, size - count);
    size -= count;
    offsetBytes += count;
  }

  private void grow(int goal) {
    long doubled = Math.min(bytes.length * 2L, (long) goal + Cursor.SLACK_BYTES + READ_BYTES);
    bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, MAX_SIZE_BYTES + Cursor.SLACK_BYTES));
  }

  private int readSome(int room) throws IOException {
    try {
      return input.read(bytes, size, room);
    } catch (EOFException | ZipException e) {
      if (!compressed) {
        throw e;
      }
      damaged = true;
      return -1;
    }
  }
}
