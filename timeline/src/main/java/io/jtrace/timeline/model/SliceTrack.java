package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import io.jtrace.timeline.table.Storage;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Collects the slices of one track in any order, then writes them sorted, clipped to the trace, and
 * with a depth: of nesting where the track nests, else the first lane that is free.
 *
 * <p>Not safe for use by several threads.
 */
final class SliceTrack {
  /** Where slices go, and how long the trace is. */
  record Output(Slices.Builder slices, long durationNanos) {}

  /** What the conversion of ticks to nanoseconds may shift an end, and then some. */
  private static final long ROUNDING_NANOS = 1_000;

  private final Track track;
  private final IntConsumer clipped;
  private final Storage temporary = Storage.spilling();
  private final LongColumn.Appender starts = new LongColumn.Appender(temporary);
  private final LongColumn.Appender ends = new LongColumn.Appender(temporary);
  private final IntColumn.Appender levels = new IntColumn.Appender(temporary);
  private final IntColumn.Appender names = new IntColumn.Appender(temporary);
  private final IntColumn.Appender details = new IntColumn.Appender(temporary);
  private final IntColumn.Appender threads = new IntColumn.Appender(temporary);
  private final IntColumn.Appender stacks = new IntColumn.Appender(temporary);
  private final LongColumn.Appender ids = new LongColumn.Appender(temporary);
  private final LongColumn.Appender amounts = new LongColumn.Appender(temporary);

  /** Rows that begin together. */
  private int[] equals = new int[16];

  SliceTrack(Track track) {
    this(track, name -> {});
  }

  /**
   * Creates an empty track.
   *
   * @param clipped is given the name of each slice that ends after the one around it
   */
  SliceTrack(Track track, IntConsumer clipped) {
    this.track = track;
    this.clipped = clipped;
  }

  /** Adds the slice of an event; {@code level} orders slices that begin together. */
  void add(
      EventTable table,
      int row,
      int level,
      int name,
      int detail,
      int thread,
      long id,
      long amount) {
    long start = table.startNanos(row);
    long end = start + table.durationNanos(row);
    add(start, end, level, name, detail, thread, table.stack(row), id, amount);
  }

  void add(
      long start,
      long end,
      int level,
      int name,
      int detail,
      int thread,
      int stack,
      long id,
      long amount) {
    starts.add(start);
    ends.add(end);
    levels.add(level);
    names.add(name);
    details.add(detail);
    threads.add(thread);
    stacks.add(stack);
    ids.add(id);
    amounts.add(amount);
  }

  void writeTo(Output output) {
    MomentSorter sorter = new MomentSorter(Long.MIN_VALUE, Long.MAX_VALUE, temporary);
    sorter.add(starts.build());
    Moments order = sorter.build();
    Depths depths = new Depths();
    int next = 0;
    while (next < order.size()) {
      int first = next;
      long start = starts.at(order.row(first));
      for (; next < order.size() && starts.at(order.row(next)) == start; next++) {
        put(next - first, order.row(next));
      }
      RunSort.sort(equals, 0, next - first, this::isAfter);
      for (int i = 0; i < next - first; i++) {
        write(output, depths, equals[i]);
      }
    }
  }

  private void put(int place, int row) {
    if (place == equals.length) {
      equals = Arrays.copyOf(equals, place * 2);
    }
    equals[place] = row;
  }

  /** What encloses comes first. */
  private boolean isAfter(int row, int other) {
    return levels.at(row) != levels.at(other)
        ? levels.at(row) > levels.at(other)
        : ends.at(row) < ends.at(other);
  }

  private void write(Output output, Depths depths, int row) {
    long start = Math.max(0, starts.at(row));
    long end = Math.min(ends.at(row), output.durationNanos());
    if (end < start) {
      return; // outside the trace
    }
    if (track.nests()) {
      int depth = depths.nested(threads.at(row), start);
      long inside = depths.clip(threads.at(row), depth, end);
      if (inside < end - ROUNDING_NANOS) {
        clipped.accept(names.at(row));
      }
      write(output, row, depth, start, inside);
    } else {
      write(output, row, depths.lane(start, end), start, end);
    }
  }

  private void write(Output output, int row, int depth, long start, long end) {
    int slice = output.slices().add(track, depth, start, end, names.at(row));
    output
        .slices()
        .describe(
            slice, details.at(row), threads.at(row), stacks.at(row), ids.at(row), amounts.at(row));
  }

  /** The ends of open slices by depth, of each thread or of all lanes. */
  private static final class Depths {
    private static final int MAX = Byte.MAX_VALUE;
    private static final int LANES = Integer.MIN_VALUE;

    private final LongIntMap numbers = new LongIntMap();
    private long[][] ends = new long[16][];
    private int count;

    /** Few threads nest deep, but many may nest a little: arrays grow as needed. */
    private long[] ends(int thread, int depth) {
      int number = numbers.get(thread);
      if (number < 0) {
        number = count++;
        numbers.put(thread, number);
        ends = number < ends.length ? ends : Arrays.copyOf(ends, number * 2);
        ends[number] = new long[4];
      }
      if (depth >= ends[number].length) {
        ends[number] = Arrays.copyOf(ends[number], depth * 2);
      }
      return ends[number];
    }

    /** Returns how many slices of {@code thread} are open at {@code start}. */
    int nested(int thread, long start) {
      int depth = 0;
      while (depth < MAX && ends(thread, depth)[depth] > start) {
        depth++;
      }
      return depth;
    }

    /** Opens a slice at {@code depth}; returns its end, not after that of the one around it. */
    long clip(int thread, int depth, long end) {
      long[] open = ends(thread, depth + 1);
      long clipped = depth == 0 ? end : Math.min(end, open[depth - 1]);
      open[depth] = clipped;
      open[depth + 1] = 0;
      return clipped;
    }

    /** Returns the lowest lane that is free from {@code start}, and takes it. */
    int lane(long start, long end) {
      int lane = nested(LANES, start);
      ends(LANES, lane)[lane] = end;
      return lane;
    }
  }
}
