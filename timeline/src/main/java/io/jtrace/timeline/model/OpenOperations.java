package io.jtrace.timeline.model;

import java.util.Arrays;

/**
 * The operations of a thread that are open, the innermost on top, each with flags that the replay
 * sets. Not safe for use by several threads.
 */
final class OpenOperations {
  private int[] codes = new int[8];
  private int[] rows = new int[8];
  private long[] ends = new long[8];
  private byte[] flags = new byte[8];
  private int depth;

  void push(int code, int row, long end, int flag) {
    if (depth == ends.length) {
      codes = Arrays.copyOf(codes, depth * 2);
      rows = Arrays.copyOf(rows, depth * 2);
      ends = Arrays.copyOf(ends, depth * 2);
      flags = Arrays.copyOf(flags, depth * 2);
    }
    codes[depth] = code;
    rows[depth] = row;
    ends[depth] = end;
    flags[depth] = (byte) flag;
    depth++;
  }

  /** Says that the innermost is another event. */
  void replace(int code, int row) {
    codes[depth - 1] = code;
    rows[depth - 1] = row;
  }

  void pop() {
    depth--;
  }

  void clear() {
    depth = 0;
  }

  boolean isEmpty() {
    return depth == 0;
  }

  // Of the innermost; there must be one.

  int code() {
    return codes[depth - 1];
  }

  int row() {
    return rows[depth - 1];
  }

  long endNanos() {
    return ends[depth - 1];
  }

  boolean is(int flag) {
    return (flags[depth - 1] & flag) != 0;
  }

  void mark(int flag) {
    flags[depth - 1] |= (byte) flag;
  }
}
