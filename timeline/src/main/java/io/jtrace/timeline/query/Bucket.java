package io.jtrace.timeline.query;

/**
 * A bucket of a tile as one byte: in the low four bits the ordinal of the dominant state plus one,
 * 0 if the thread was not alive; in the high four bits its share of the bucket, 1 to 15, where 15
 * means all of it and nothing less.
 */
final class Bucket {
  static final byte NOT_ALIVE = 0;

  private static final int FULL = 15;

  private Bucket() {}

  /** Returns the byte for a bucket of {@code 2^level} nanoseconds with these times per state. */
  static byte of(long[] nanos, int level) {
    int dominant = 0;
    for (int state = 1; state < nanos.length; state++) {
      if (nanos[state] > nanos[dominant]) {
        dominant = state;
      }
    }
    if (nanos[dominant] == 0) {
      return NOT_ALIVE;
    }
    return (byte) (share(nanos[dominant], 1L << level) << 4 | (dominant + 1));
  }

  private static int share(long nanos, long lengthNanos) {
    if (nanos == lengthNanos) {
      return FULL;
    }
    return (int) Math.max(1, Math.min(FULL - 1, Math.round((double) FULL * nanos / lengthNanos)));
  }

  /** Returns whether one state fills the bucket. */
  static boolean isFull(byte bucket) {
    return (bucket & 0xff) >>> 4 == FULL;
  }

  /** Returns the ordinal of the dominant state, or -1. */
  static int state(byte bucket) {
    return (bucket & 0xf) - 1;
  }

  /** Returns the dominant state's share of the bucket in fifteenths. */
  static int share(byte bucket) {
    return (bucket & 0xff) >>> 4;
  }
}
