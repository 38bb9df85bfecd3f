package io.jtrace.timeline.jfr;

/**
 * What the frames of a chunk became, by what was written of them.
 *
 * <p>Not safe for use by several threads.
 */
final class FrameMemo {
  private static final int LINE_BITS = 20;
  private static final int TYPE_BITS = 6;
  private static final int METHOD_BITS = 63 - LINE_BITS - TYPE_BITS;

  /** Frame + 1 by key. */
  private final LongIntMap frames = new LongIntMap();

  void clear() {
    frames.clear();
  }

  /** Returns a number that stands for a frame, or -1 if its parts are too large for one. */
  static long key(long method, int line, long type) {
    boolean fits =
        method >>> METHOD_BITS == 0 && line >>> LINE_BITS == 0 && type >>> TYPE_BITS == 0;
    return fits ? (type << LINE_BITS | line) << METHOD_BITS | method : -1;
  }

  /** Returns what the frame with this key became, or -1. */
  int frame(long key) {
    return frames.get(key) - 1;
  }

  void put(long key, int frame) {
    frames.put(key, frame + 1);
  }
}
