package io.jtrace.timeline.table;

import java.util.function.IntPredicate;

/**
 * Searches in what is sorted. The loops that read a recording and build the model from it have
 * their own: there the call that this makes for each step counts.
 */
public final class BinarySearch {
  private BinarySearch() {}

  /**
   * Returns the first place for which {@code isReached}, or {@code end} if there is none.
   *
   * @param isReached false up to some place in {@code [from, end)}, true from there on
   */
  public static int first(int from, int end, IntPredicate isReached) {
    int low = from;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isReached.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
