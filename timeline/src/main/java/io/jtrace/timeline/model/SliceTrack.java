package io.jtrace.timeline.model;

import io.jtrace.timeline.jfr.EventTable;
import io.jtrace.timeline.table.IntColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Collects the slices of one track in any order, then writes them sorted, clipped to the trace, and
 * with a depth: of nesting where the track nests, else the first lane that is free.
 *
 * <p>Not safe for use by several threads.
 */
final class SliceTrack {
  /** Where slices go, and how long the trace is. */
  record Output(Slices.Builder slices, long durationNanos) {}

  private final Track track;
  private final LongColumn.Builder starts = new LongColumn.Builder();
  private final LongColumn.Builder ends = new LongColumn.Builder();
  private final IntColumn.Builder levels = new IntColumn.Builder();
  private final IntColumn.Builder names = new IntColumn.Builder();
  private final IntColumn.Builder details = new IntColumn.Builder();
  private final IntColumn.Builder threads = new IntColumn.Builder();
  private final IntColumn.Builder stacks = new IntColumn.Builder();
  private final LongColumn.Builder ids = new LongColumn.Builder();
  private final LongColumn.Builder amounts = new LongColumn.Builder();

  SliceTrack(Track track) {
    this.track = track;
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
    int[] order = new int[starts.size()];
    for (int row = 0; row < order.length; row++) {
      order[row] = row;
    }
    RunSort.sort(order, 0, order.length, this::isAfter);
    Depths depths = new Depths();
    for (int row : order) {
      long start = Math.max(0, starts.at(row));
      long end = Math.min(ends.at(row), output.durationNanos());
      if (end < start) {
        continue; // outside the trace
      }
      if (track.nests()) {
        int depth = depths.nested(threads.at(row), start);
        end = depths.clip(threads.at(row), depth, end);
        write(output, row, depth, start, end);
      } else {
        write(output, row, depths.lane(start, end), start, end);
      }
    }
  }

  /** By start; what encloses first. */
  private boolean isAfter(int row, int other) {
    if (starts.at(row) != starts.at(other)) {
      return starts.at(row) > starts.at(other);
    }
    return levels.at(row) != levels.at(other)
        ? levels.at(row) > levels.at(other)
        : ends.at(row) < ends.at(other);
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

    private final Map<Integer, long[]> endsByThread = new HashMap<>();

    /** Few threads nest deep, but many may nest a little: arrays grow as needed. */
    private long[] ends(int thread, int depth) {
      long[] ends = endsByThread.computeIfAbsent(thread, t -> new long[4]);
      if (depth >= ends.length) {
        ends = Arrays.copyOf(ends, depth * 2);
        endsByThread.put(thread, ends);
      }
      return ends;
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
      long[] ends = ends(thread, depth + 1);
      long clipped = depth == 0 ? end : Math.min(end, ends[depth - 1]);
      ends[depth] = clipped;
      ends[depth + 1] = 0;
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
