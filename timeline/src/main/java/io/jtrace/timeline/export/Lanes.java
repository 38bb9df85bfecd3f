package io.jtrace.timeline.export;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Deals intervals out to as few rows as possible so that those of one row nest properly: viewers
 * draw overlapping slices of one row wrongly or not at all. Intervals come in order of their start,
 * parents before children.
 *
 * <p>Not safe for use by several threads.
 */
final class Lanes {
  /** Among how many rows, the latest opened, a slice looks for its parents. */
  private static final int MAX_PARENT_ROWS = 64;

  /** Readers take no more than 512 slices inside each other. */
  private static final int MAX_NESTED = 256;

  // A slice of depth 0 takes the free row with the lowest number; a row is free again when its
  // outermost slice has ended. Free and busy rows wait in heaps, so that a hundred thousand slices
  // at a time take no longer each than a few.

  private int rowCount;
  private final PriorityQueue<Row> busy =
      new PriorityQueue<>(Comparator.comparingLong(Row::outermostEnd));
  private final PriorityQueue<Row> free = new PriorityQueue<>(Comparator.comparingInt(Row::number));
  private final Deque<Row> latest = new ArrayDeque<>();

  /** A row with the ends of the slices that are open in it, outermost first. */
  private static final class Row {
    private final int number;
    private long[] ends = new long[4];
    private int depth;

    Row(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    long outermostEnd() {
      return ends[0];
    }

    void closeUntil(long nanos) {
      while (depth > 0 && ends[depth - 1] <= nanos) {
        depth--;
      }
    }

    boolean takes(long end) {
      return depth > 0 && depth < MAX_NESTED && ends[depth - 1] >= end;
    }

    void open(long end) {
      if (depth == ends.length) {
        ends = Arrays.copyOf(ends, depth * 2);
      }
      ends[depth++] = end;
    }
  }

  /**
   * Returns the row, from 0, for {@code [start, end)}.
   *
   * @param depth the number of slices it lies in; a slice of depth 0 never lands inside another
   */
  int place(int depth, long start, long end) {
    Row row = depth == 0 ? null : findParent(depth, start, end);
    if (row != null) {
      row.open(end);
      return row.number();
    }
    return openFreeRow(start, end).number();
  }

  /** Finds a row with just the slice's parents open, or else one where it nests at all. */
  private @Nullable Row findParent(int depth, long start, long end) {
    Row second = null;
    for (Row row : latest) {
      row.closeUntil(start);
      if (row.takes(end)) {
        if (row.depth == depth) {
          return row;
        }
        second = second == null ? row : second;
      }
    }
    return second;
  }

  private Row openFreeRow(long start, long end) {
    for (Row row = busy.peek(); row != null && row.outermostEnd() <= start; row = busy.peek()) {
      free.add(busy.remove());
    }
    Row row = free.poll();
    if (row == null) {
      row = new Row(rowCount++);
    }
    row.depth = 0;
    row.open(end);
    busy.add(row);
    latest.remove(row);
    latest.addFirst(row);
    if (latest.size() > MAX_PARENT_ROWS) {
      latest.removeLast();
    }
    return row;
  }
}
