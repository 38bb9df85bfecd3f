package io.jtrace.timeline.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Deals intervals out to as few rows as possible so that those of one row nest properly: viewers
 * draw overlapping slices of one row wrongly or not at all. Intervals come in order of their start,
 * parents before children.
 *
 * <p>Not safe for use by several threads.
 */
interface Lanes {
  /**
   * Returns the row, from 0, for {@code [start, end)}.
   *
   * @param depth the nesting depth; a slice of depth 0 never lands inside another one
   */
  int place(int depth, long start, long end);

  /** Returns lanes for slices that may nest, for tracks where few are open at a time. */
  static Lanes nesting() {
    return new Nesting();
  }

  /** Returns lanes for slices of depth 0, however many are open at a time. */
  static Lanes flat() {
    return new Flat();
  }

  /** Looks for the first row whose open slices can take the new one. */
  final class Nesting implements Lanes {
    /** The ends of the slices open in a row, outermost first. */
    private static final class Row {
      private long[] ends = new long[8];
      private int depth;

      void closeUntil(long nanos) {
        while (depth > 0 && ends[depth - 1] <= nanos) {
          depth--;
        }
      }

      boolean takes(long end) {
        return depth == 0 || ends[depth - 1] >= end;
      }

      void open(long end) {
        if (depth == ends.length) {
          ends = Arrays.copyOf(ends, depth * 2);
        }
        ends[depth++] = end;
      }
    }

    private final List<Row> rows = new ArrayList<>();

    @Override
    public int place(int depth, long start, long end) {
      rows.forEach(row -> row.closeUntil(start));
      int lane = find(depth, end, true);
      if (lane < 0 && depth > 0) {
        lane = find(depth, end, false);
      }
      if (lane < 0) {
        lane = rows.size();
        rows.add(new Row());
      }
      rows.get(lane).open(end);
      return lane;
    }

    /**
     * Finds a row for a slice; an exact one has just the slice's parents open. The second choice
     * for a slice whose parents are missing is any row where it nests.
     */
    private int find(int depth, long end, boolean exact) {
      for (int lane = 0; lane < rows.size(); lane++) {
        Row row = rows.get(lane);
        if (row.takes(end) && (row.depth == depth || !exact)) {
          return lane;
        }
      }
      return -1;
    }
  }

  /** Keeps the busy rows in a heap by end, and the free ones in a heap by number. */
  final class Flat implements Lanes {
    private record Busy(long end, int lane) {}

    private final PriorityQueue<Busy> busy =
        new PriorityQueue<>((a, b) -> Long.compare(a.end(), b.end()));
    private final PriorityQueue<Integer> free = new PriorityQueue<>();
    private int size;

    @Override
    public int place(int depth, long start, long end) {
      for (Busy first = busy.peek(); first != null && first.end() <= start; first = busy.peek()) {
        busy.remove();
        free.add(first.lane());
      }
      Integer known = free.poll();
      int lane = known != null ? known : size++;
      busy.add(new Busy(end, lane));
      return lane;
    }
  }
}
