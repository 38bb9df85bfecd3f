package io.jtrace.timeline.jfr;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing map from any {@code long} to a positive {@code int}, made for keys that a JVM counted
 * up: such take little more than their value. Others are hashed.
 *
 * <p>Not safe for use by several threads.
 */
final class PagedIntMap {
  private static final int PAGE_SHIFT = 5;
  private static final int PAGE_SIZE = 1 << PAGE_SHIFT;

  /** Keys from here on are hashed. */
  private static final long MAX_PAGED_KEY = 1L << 30;

  private int[] @Nullable [] pages = new int[16][];
  private final LongIntMap others = new LongIntMap();

  /** Returns the value of {@code key}, or 0. */
  int get(long key) {
    if (key < 0 || key >= MAX_PAGED_KEY) {
      return others.get(key);
    }
    int number = (int) (key >>> PAGE_SHIFT);
    int[] page = number < pages.length ? pages[number] : null;
    int value = page == null ? 0 : page[(int) key & (PAGE_SIZE - 1)];
    return value != 0 ? value : others.get(key); // it may have been a leap when it was put
  }

  /** Maps {@code key} to {@code value}, which must be positive; replaces an older value. */
  void put(long key, int value) {
    if (key < 0 || key >= MAX_PAGED_KEY) {
      others.put(key, value);
      return;
    }
    int number = (int) (key >>> PAGE_SHIFT);
    if (number >= pages.length) {
      if (number > (pages.length + 1024) * 8) { // a leap: not counted up
        others.put(key, value);
        return;
      }
      pages = Arrays.copyOf(pages, Math.max(number + 1, pages.length * 2));
    }
    int[] page = pages[number];
    if (page == null) {
      page = new int[PAGE_SIZE];
      pages[number] = page;
    }
    page[(int) key & (PAGE_SIZE - 1)] = value;
  }
}
