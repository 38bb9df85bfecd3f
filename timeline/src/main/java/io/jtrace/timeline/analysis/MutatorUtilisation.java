package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.model.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How much of its processors the program (the mutator) keeps while garbage is collected, over
 * windows of any size. The <em>minimum mutator utilisation</em> of a size is the least share that
 * the program has in any window of that size: Perry Cheng and Guy Blelloch, "A Parallel, Real-Time
 * Garbage Collector", PLDI 2001. A percentile is the share that so many per cent of all windows of
 * the size have at least.
 *
 * <p>Windows lie within the range. Exact but for the percentiles, which are rounded down to one in
 * ten thousand.
 */
public final class MutatorUtilisation {
  private static final long SHORTEST_NANOS = 1000;
  private static final int SIZES_PER_DECADE = 10;

  private final TakenTime taken;

  private MutatorUtilisation(TakenTime taken) {
    this.taken = taken;
  }

  /**
   * What counts as taken from the program besides pauses of the collector.
   *
   * @param safepoints every stop of the world, with the time to reach it
   * @param concurrent the collector's work beside the program, at the share of processors that its
   *     threads can use
   */
  public record Options(boolean safepoints, boolean concurrent) {
    /** Pauses of the collector only. */
    public static final Options PAUSES = new Options(false, false);
  }

  /** What the program has at least in windows of one size: in all, or in so many per cent. */
  public record Point(long windowNanos, double minimum, double p999, double p99, double p95) {}

  /** A window and what the program has in it. */
  public record Window(long startNanos, long endNanos, double utilisation) {}

  /**
   * Returns the utilisation in {@code range}; empty if the range is, or if the recording does not
   * hold what {@code options} ask for.
   */
  public static Optional<MutatorUtilisation> of(Trace trace, TimeRange range, Options options) {
    GcRecorded recorded = GcRecorded.of(trace);
    if (range.durationNanos() == 0
        || !recorded.pauses()
        || (options.safepoints() && !recorded.safepoints())
        || (options.concurrent() && recorded.concurrentShare().isEmpty())) {
      return Optional.empty();
    }
    List<TimeRange> stops = outermost(trace, Track.GC_PAUSE);
    if (options.safepoints()) {
      stops.addAll(outermost(trace, Track.SAFEPOINT));
    }
    List<TimeRange> work = options.concurrent() ? outermost(trace, Track.GC_CONCURRENT) : List.of();
    double share = recorded.concurrentShare().orElse(0);
    return Optional.of(new MutatorUtilisation(TakenTime.of(range, stops, work, share)));
  }

  private static List<TimeRange> outermost(Trace trace, Track track) {
    List<TimeRange> ranges = new ArrayList<>();
    for (int s = trace.slices().first(track); s < trace.slices().end(track); s++) {
      if (trace.slices().depth(s) == 0 || !track.nests()) {
        ranges.add(new TimeRange(trace.slices().startNanos(s), trace.slices().endNanos(s)));
      }
    }
    return ranges;
  }

  /** Returns the share that the program has of the whole range. */
  public double mean() {
    return minimum(taken.range().durationNanos());
  }

  /**
   * Returns the least share in any window of {@code windowNanos}, which becomes the length of the
   * range if it is longer.
   *
   * @throws IllegalArgumentException if the window is not longer than 0
   */
  public double minimum(long windowNanos) {
    long window = withinRange(windowNanos);
    double[] most = {0};
    taken.slide(window, (start, nanos) -> most[0] = Math.max(most[0], nanos));
    return 1 - most[0] / window;
  }

  /**
   * Returns the utilisation of sizes from a microsecond to the length of the range, ten to a
   * decade. The sizes do not depend on the options, so that curves can be compared.
   */
  public List<Point> curve() {
    long longest = taken.range().durationNanos();
    List<Point> points = new ArrayList<>();
    for (int i = 0; ; i++) {
      long window = Math.round(SHORTEST_NANOS * Math.pow(10, i / (double) SIZES_PER_DECADE));
      if (window >= longest) {
        points.add(point(longest));
        return points;
      }
      points.add(point(window));
    }
  }

  /** Returns the utilisation in windows of {@code windowNanos}, as {@link #minimum} takes it. */
  public Point point(long windowNanos) {
    long window = withinRange(windowNanos);
    UtilisationDistribution distribution = new UtilisationDistribution(window);
    taken.slide(window, distribution);
    return new Point(
        window,
        distribution.minimum(),
        distribution.keptBy(0.999),
        distribution.keptBy(0.99),
        distribution.keptBy(0.95));
  }

  /**
   * Returns at most {@code limit} windows of {@code windowNanos} from which most is taken, the
   * worst first. They do not overlap, and each but the first and last of the range begins or ends
   * where a pause does.
   */
  public List<Window> worst(long windowNanos, int limit) {
    long window = withinRange(windowNanos);
    List<Window> candidates = new ArrayList<>();
    taken.slide(
        window,
        (start, nanos) -> {
          if (nanos > 0) {
            candidates.add(new Window(start, start + window, 1 - nanos / window));
          }
        });
    candidates.sort(Comparator.comparingDouble(Window::utilisation));
    List<Window> worst = new ArrayList<>();
    TreeSet<Long> starts = new TreeSet<>();
    for (Window candidate : candidates) {
      long start = candidate.startNanos();
      if (worst.size() < limit
          && starts.subSet(start - window, false, start + window, false).isEmpty()) {
        worst.add(candidate);
        starts.add(start);
      }
    }
    return worst;
  }

  private long withinRange(long windowNanos) {
    if (windowNanos <= 0) {
      throw new IllegalArgumentException("expected a window longer than 0, found " + windowNanos);
    }
    return Math.min(windowNanos, taken.range().durationNanos());
  }
}
