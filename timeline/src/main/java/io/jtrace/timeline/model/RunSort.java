package io.jtrace.timeline.model;

import java.util.Arrays;

/**
 * A stable merge sort of row numbers that follows the runs it finds.
 *
 * <p>Events come in a few long ascending runs: one per table, chunk and thread buffer. Finding them
 * costs one comparison a row, and sorted input costs nothing more.
 */
final class RunSort {
  /** Says whether a row must come after another. */
  @FunctionalInterface
  interface Order {
    boolean isAfter(int row, int other);
  }

  private RunSort() {}

  /** Sorts {@code rows[from..to)}. */
  static void sort(int[] rows, int from, int to, Order order) {
    int[] starts = runs(rows, from, to, order);
    int count = starts.length - 1;
    int[] source = rows;
    int[] target = count > 1 ? Arrays.copyOf(rows, to) : rows;
    while (count > 1) {
      int merged = 0;
      for (int run = 0; run < count; run += 2) {
        int middle = starts[Math.min(run + 1, count)];
        int end = starts[Math.min(run + 2, count)];
        merge(source, target, starts[run], middle, end, order);
        starts[merged++] = starts[run];
      }
      starts[merged] = to;
      count = merged;
      int[] swap = source;
      source = target;
      target = swap;
    }
    if (source != rows) {
      System.arraycopy(source, from, rows, from, to - from);
    }
  }

  /** Returns where ascending runs start, and the end. */
  private static int[] runs(int[] rows, int from, int to, Order order) {
    int[] starts = new int[16];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (i == from || order.isAfter(rows[i - 1], rows[i])) {
        if (count + 1 == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i;
      }
    }
    starts[count++] = to;
    return Arrays.copyOf(starts, count);
  }

  private static void merge(int[] source, int[] target, int from, int middle, int to, Order order) {
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeRight =
          right < to && (left == middle || order.isAfter(source[left], source[right]));
      target[i] = takeRight ? source[right++] : source[left++];
    }
  }
}
