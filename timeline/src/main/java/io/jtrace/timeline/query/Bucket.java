package io.jtrace.timeline.query;

/**
 * A bucket of a tile as one byte: in the low four bits the ordinal of the dominant state plus one,
 * 0 if the thread was not alive; in the high four bits its share of the bucket, 1 to 15, where 15
 * means all of it and nothing less.
 */
final class Bucket {
  static final byte NOT_ALIVE = 0;

  private static final int FULL = 15;
  private static final int STATE_BITS = 4;
  private static final int STATES = (1 << STATE_BITS) - 1;

  private Bucket() {}

  /** Returns the byte for a bucket of {@code 2^level} nanoseconds with these times per state. */
  static byte of(long[] nanos, int level) {
    return of(nanos, (1 << nanos.length) - 1, level);
  }

  /**
   * Returns the byte for a bucket of {@code 2^level} nanoseconds with these times per state.
   *
   * @param touched a bit for each state that may have a time
   */
  static byte of(long[] nanos, int touched, int level) {
    // Time and state in one number: the largest is found without a branch that is hard to predict.
    long best = 0;
    for (int rest = touched; rest != 0; rest &= rest - 1) {
      int state = Integer.numberOfTrailingZeros(rest);
      best = Math.max(best, (nanos[state] << STATE_BITS) | (STATES - state));
    }
    long longest = best >> STATE_BITS;
    int dominant = STATES - (int) (best & STATES);
    return longest == 0 ? NOT_ALIVE : (byte) (share(longest, level) << 4 | (dominant + 1));
  }

  /** Returns the byte for a bucket that one state fills. */
  static byte full(int state) {
    return (byte) ((FULL << 4) | (state + 1));
  }

  /** Returns fifteenths, rounded; all of them only for the whole. */
  private static int share(long nanos, int level) {
    long lengthNanos = 1L << level;
    if (nanos == lengthNanos) {
      return FULL;
    }
    long rounded = (FULL * nanos + lengthNanos / 2) >> level;
    return (int) Math.max(1, Math.min(FULL - 1, rounded));
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
