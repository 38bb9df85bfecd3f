package io.jtrace.timeline.jfr;

import java.util.Arrays;

/**
 * What the frames of a chunk became, by what was written of them. Forgets some when there are many.
 *
 * <p>Not safe for use by several threads.
 */
final class FrameMemo {
  private static final int LINE_BITS = 20;
  private static final int TYPE_BITS = 6;
  private static final int METHOD_BITS = 63 - LINE_BITS - TYPE_BITS;

  private static final int SLOTS = 1 << 12;

  /** Key and frame of the frame that was last seen in a slot; key -1 where none was. */
  private final long[] slots = new long[2 * SLOTS];

  FrameMemo() {
    clear();
  }

  void clear() {
    Arrays.fill(slots, -1);
  }

  /** Returns a number that stands for a frame, or -1 if its parts are too large for one. */
  static long key(long method, int line, long type) {
    boolean fits =
        method >>> METHOD_BITS == 0 && line >>> LINE_BITS == 0 && type >>> TYPE_BITS == 0;
    return fits ? (type << LINE_BITS | line) << METHOD_BITS | method : -1;
  }

  /** Returns what the frame with this key became, or -1 if that is forgotten. */
  int frame(long key) {
    int slot = slot(key);
    return slots[slot] == key ? (int) slots[slot + 1] : -1;
  }

  void put(long key, int frame) {
    int slot = slot(key);
    slots[slot] = key;
    slots[slot + 1] = frame;
  }

  private static int slot(long key) {
    return 2 * ((int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & (SLOTS - 1));
  }
}
