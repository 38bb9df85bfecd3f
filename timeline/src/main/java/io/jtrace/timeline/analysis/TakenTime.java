package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.table.DoubleColumn;
import io.jtrace.timeline.table.LongColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much a garbage collector takes from the program at each moment of a range: 0 where it leaves
 * every processor, 1 where the program stands still, a share between them while the collector works
 * beside it.
 *
 * <p>It is a step function, so the time taken from a window is piecewise linear in the window's
 * start, and bends only where the window begins or ends at a step. {@link #slide} visits these
 * starts alone.
 */
final class TakenTime {
  private record Change(long nanos, int stops, int concurrent) {}

  private final TimeRange range;

  /** Where steps begin; the first is the start of the range, the last its end. */
  private final long[] edges;

  private final double[] levels;

  /** The integral from the start of the range to each edge. */
  private final double[] before;

  private TakenTime(TimeRange range, LongColumn edges, DoubleColumn levels) {
    this.range = range;
    // Plain arrays: every size of window visits every step.
    this.edges = new long[edges.size()];
    edges.copy(0, edges.size(), this.edges);
    this.levels = new double[levels.size()];
    before = new double[levels.size() + 1];
    for (int step = 0; step < levels.size(); step++) {
      this.levels[step] = levels.at(step);
      before[step + 1] =
          before[step] + levels.at(step) * (double) (this.edges[step + 1] - this.edges[step]);
    }
  }

  /** Takes windows. */
  interface Visitor {
    /** Takes the window that begins at {@code startNanos} and from which so much is taken. */
    void accept(long startNanos, double takenNanos);
  }

  /**
   * Returns what is taken in {@code range}, which is not empty.
   *
   * @param stops when the program stands still, in any order
   * @param concurrent when the collector works beside the program, in any order
   * @param share of the processors that it uses then
   */
  static TakenTime of(
      TimeRange range, List<TimeRange> stops, List<TimeRange> concurrent, double share) {
    List<Change> changes = new ArrayList<>();
    for (TimeRange stop : stops) {
      add(changes, range, stop, 1, 0);
    }
    for (TimeRange work : concurrent) {
      add(changes, range, work, 0, 1);
    }
    changes.sort(Comparator.comparingLong(Change::nanos));
    return steps(range, changes, share);
  }

  private static void add(
      List<Change> changes, TimeRange range, TimeRange part, int stops, int concurrent) {
    if (range.overlapNanos(part.startNanos(), part.endNanos()) > 0) {
      long start = Math.max(part.startNanos(), range.startNanos());
      long end = Math.min(part.endNanos(), range.endNanos());
      changes.add(new Change(start, stops, concurrent));
      changes.add(new Change(end, -stops, -concurrent));
    }
  }

  private static TakenTime steps(TimeRange range, List<Change> changes, double share) {
    LongColumn.Builder edges = new LongColumn.Builder();
    DoubleColumn.Builder levels = new DoubleColumn.Builder();
    int stops = 0;
    int concurrent = 0;
    long now = range.startNanos();
    for (Change change : changes) {
      if (change.nanos() > now) {
        step(edges, levels, now, stops > 0 ? 1 : concurrent > 0 ? share : 0);
        now = change.nanos();
      }
      stops += change.stops();
      concurrent += change.concurrent();
    }
    if (now < range.endNanos()) {
      step(edges, levels, now, 0);
    }
    edges.add(range.endNanos());
    return new TakenTime(range, edges.build(), levels.build());
  }

  private static void step(
      LongColumn.Builder edges, DoubleColumn.Builder levels, long nanos, double level) {
    int last = levels.size() - 1;
    if (last < 0 || levels.at(last) != level) {
      edges.add(nanos);
      levels.add(level);
    }
  }

  TimeRange range() {
    return range;
  }

  /**
   * Hands over every window of {@code windowNanos} within the range between which the taken time is
   * linear: those that begin or end at an edge of a step, the first and the last, in order.
   */
  void slide(long windowNanos, Visitor visitor) {
    long last = range.endNanos() - windowNanos;
    long start = range.startNanos();
    int low = stepAt(0, start);
    int high = stepAt(0, start + windowNanos);
    while (true) {
      double taken = takenBefore(high, start + windowNanos) - takenBefore(low, start);
      visitor.accept(start, Math.max(0, Math.min(taken, (double) windowNanos)));
      if (start >= last) {
        return;
      }
      start = Math.min(edges[low + 1], edges[high + 1] - windowNanos);
      low = stepAt(low, start);
      high = stepAt(high, start + windowNanos);
    }
  }

  /** Returns the step that holds at {@code nanos}, which is not before step {@code from}. */
  private int stepAt(int from, long nanos) {
    int step = from;
    while (step + 1 < levels.length && edges[step + 1] <= nanos) {
      step++;
    }
    return step;
  }

  private double takenBefore(int step, long nanos) {
    return before[step] + levels[step] * (double) (nanos - edges[step]);
  }
}
