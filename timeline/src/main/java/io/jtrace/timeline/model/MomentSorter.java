package io.jtrace.timeline.model;

import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/**
 * Sorts references to the rows of several tables by time; rows of one time keep their order.
 *
 * <p>Tables are nearly in order of time, as chunks are, but not within a chunk. So they are sorted
 * in batches, and the batches are merged: memory is a few bytes a row, wherever the columns live.
 *
 * <p>Not safe for use by several threads.
 */
final class MomentSorter {
  private static final int ROW_BITS = 16;
  private static final int BATCH = 1 << ROW_BITS;
  private static final long ROW = BATCH - 1;

  /** Times of a batch that are no further apart are sorted as one number with the row. */
  private static final long MAX_DISTANCE_NANOS = Long.MAX_VALUE >> ROW_BITS;

  private final long minNanos;
  private final long maxNanos;
  private final Storage storage;
  private final List<IntToLongFunction> times = new ArrayList<>();

  // The sorted batches, one after the other.
  private final LongColumn.Appender batchTimes;
  private final IntColumn.Appender batchRows;
  private final List<Batch> batches = new ArrayList<>();

  // Of the batch at hand.
  private long[] nanos = new long[0];
  private long[] durations = new long[0];
  private int[] rows = new int[0];

  /** A sorted batch of a table. */
  private record Batch(int source, int first, int end) {}

  /**
   * Begins without tables.
   *
   * @param minNanos moments before this are left out
   * @param maxNanos moments after this are left out
   * @param storage where the references go
   */
  MomentSorter(long minNanos, long maxNanos, Storage storage) {
    this.minNanos = minNanos;
    this.maxNanos = maxNanos;
    this.storage = storage;
    Storage temporary = Storage.spilling();
    batchTimes = new LongColumn.Appender(temporary);
    batchRows = new IntColumn.Appender(temporary);
  }

  /** Adds the next table: moments are where its rows begin. */
  void add(LongColumn starts) {
    times.add(starts::at);
    makeRoom(starts.size());
    for (int from = 0; from < starts.size(); from += BATCH) {
      int end = Math.min(from + BATCH, starts.size());
      starts.copy(from, end, nanos);
      int kept = 0;
      for (int i = 0; i < end - from; i++) {
        if (isWanted(nanos[i])) {
          rows[kept++] = i;
        }
      }
      addBatch(from, kept);
    }
  }

  /**
   * Adds the next table: moments are where its rows end; only of those that have an id in {@code
   * required} and that {@code keeps} accepts.
   */
  void addEnds(LongColumn starts, LongColumn lengths, IntColumn required, IntPredicate keeps) {
    times.add(row -> starts.at(row) + lengths.at(row));
    makeRoom(starts.size());
    for (int from = 0; from < starts.size(); from += BATCH) {
      int end = Math.min(from + BATCH, starts.size());
      starts.copy(from, end, nanos);
      lengths.copy(from, end, durations);
      required.copy(from, end, rows);
      int kept = 0;
      for (int i = 0; i < end - from; i++) {
        nanos[i] += durations[i];
        if (rows[i] >= 0 && isWanted(nanos[i]) && keeps.test(from + i)) {
          rows[kept++] = i;
        }
      }
      addBatch(from, kept);
    }
  }

  private void makeRoom(int size) {
    int capacity = Math.min(size, BATCH);
    if (nanos.length < capacity) {
      nanos = new long[capacity];
      durations = new long[capacity];
      rows = new int[capacity];
    }
  }

  private boolean isWanted(long at) {
    return at >= minNanos && at <= maxNanos;
  }

  private void addBatch(int firstRow, int count) {
    if (count == 0) {
      return;
    }
    sort(count);
    int first = batchRows.size();
    for (int i = 0; i < count; i++) {
      batchTimes.add(nanos[rows[i]]);
      batchRows.add(firstRow + rows[i]);
    }
    batches.add(new Batch(times.size() - 1, first, first + count));
  }

  /** Sorts the first {@code count} of the rows, which are ascending, by time. */
  private void sort(int count) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, nanos[rows[i]]);
      max = Math.max(max, nanos[rows[i]]);
    }
    if (max - min < 0 || max - min > MAX_DISTANCE_NANOS) {
      RunSort.sort(rows, 0, count, (a, b) -> nanos[a] > nanos[b]);
      return;
    }
    long[] keys = durations;
    for (int i = 0; i < count; i++) {
      keys[i] = (nanos[rows[i]] - min) << ROW_BITS | rows[i];
    }
    Arrays.sort(keys, 0, count);
    for (int i = 0; i < count; i++) {
      rows[i] = (int) (keys[i] & ROW);
    }
  }

  /** Returns the moments of all tables. */
  Moments build() {
    LongColumn sortedTimes = batchTimes.build();
    IntColumn sortedRows = batchRows.build();
    MomentMerge merge = new MomentMerge(storage);
    for (Batch batch : batches) {
      merge.add(batch.source(), sortedTimes, sortedRows, batch.first(), batch.end());
    }
    return merge.merge(times.toArray(new IntToLongFunction[0]));
  }
}
