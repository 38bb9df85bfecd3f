package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Merges sorted stretches of references. Not safe for use by several threads. */
final class MomentMerge {
  private static final int BUFFER = 512;

  private final IntColumn.Appender sources;
  private final IntColumn.Appender rows;

  /** By the time of the next reference; of equal ones, in the order of adding. */
  private final List<Head> heads = new ArrayList<>();

  MomentMerge(Storage storage) {
    sources = new IntColumn.Appender(storage);
    rows = new IntColumn.Appender(storage);
  }

  /** The references of a stretch that are still to be merged. */
  private static final class Head {
    private final int number;
    private final int source;
    private final LongColumn timeColumn;
    private final IntColumn rowColumn;
    private final int end;
    private int next;
    private long[] times = new long[1];
    private int[] rows = new int[1];
    private int at;
    private int size;

    Head(int number, int source, LongColumn times, IntColumn rows, int first, int end) {
      this.number = number;
      this.source = source;
      timeColumn = times;
      rowColumn = rows;
      next = first;
      this.end = end;
      fill();
    }

    private boolean fill() {
      at = 0;
      size = Math.min(times.length, end - next);
      if (size > 0) {
        timeColumn.copy(next, next + size, times);
        rowColumn.copy(next, next + size, rows);
        next += size;
      }
      return size > 0;
    }

    boolean advance() {
      if (++at < size) {
        return true;
      }
      if (times.length < BUFFER) { // most stretches wait long for their turn
        times = new long[BUFFER];
        rows = new int[BUFFER];
      }
      return fill();
    }

    boolean isAfter(Head other) {
      return times[at] != other.times[other.at]
          ? times[at] > other.times[other.at]
          : number > other.number;
    }
  }

  /** Adds the references {@code [first, end)}, which are sorted by time; there must be some. */
  void add(int source, LongColumn times, IntColumn rowsOfSource, int first, int end) {
    Head head = new Head(heads.size(), source, times, rowsOfSource, first, end);
    int place = heads.size();
    while (place > 0 && heads.get(place - 1).isAfter(head)) {
      place--;
    }
    heads.add(place, head);
  }

  /** Returns all references by time. */
  Moments merge(IntToLongFunction[] times) {
    while (!heads.isEmpty()) {
      Head head = heads.get(0);
      boolean hasMore;
      do {
        sources.add(head.source);
        rows.add(head.rows[head.at]);
        hasMore = head.advance();
      } while (hasMore && (heads.size() == 1 || !head.isAfter(heads.get(1))));
      sink(hasMore);
    }
    return new Moments(sources.build(), rows.build(), times);
  }

  /** Moves the first head to its place, or out if it is at its end. */
  private void sink(boolean hasMore) {
    if (!hasMore) {
      heads.remove(0);
      return;
    }
    Head head = heads.get(0);
    int place = 1;
    while (place < heads.size() && head.isAfter(heads.get(place))) {
      heads.set(place - 1, heads.get(place));
      place++;
    }
    heads.set(place - 1, head);
  }
}
