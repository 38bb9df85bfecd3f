package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where virtual threads held on to their carriers while they waited. A stretch counts with the part
 * that lies in the range.
 *
 * @param sites most time first
 * @param longest the longest stretches, longest first
 * @param starved when virtual threads waited for a carrier in vain; empty if runs on carriers are
 *     not recorded
 */
public record Pinning(
    long count,
    long totalNanos,
    long maxNanos,
    List<Site> sites,
    List<Stretch> longest,
    Optional<StarvedCarriers> starved) {
  private static final int LONGEST = 20;

  /**
   * What pinned at one place for one reason.
   *
   * @param stack empty where none was recorded
   * @param reason why the thread could not leave its carrier; null where this JDK does not tell
   * @param operation what it waited in
   */
  public record Site(
      List<StackFrame> stack,
      @Nullable String reason,
      @Nullable String operation,
      long count,
      long totalNanos,
      long maxNanos) {
    /** Copies the list. */
    public Site {
      stack = List.copyOf(stack);
    }
  }

  /**
   * A stretch, whole even where the range cuts it.
   *
   * @param carrier that was held, or -1
   */
  public record Stretch(
      int thread,
      String name,
      long startNanos,
      long endNanos,
      int carrier,
      @Nullable String carrierName,
      @Nullable String reason) {}

  private record Key(int stack, int reason, int operation) {}

  /** Copies the lists. */
  public Pinning {
    sites = List.copyOf(sites);
    longest = List.copyOf(longest);
  }

  /**
   * Sums up the stretches in which the {@code threads} were pinned in {@code range}; empty if
   * pinning is not recorded.
   */
  public static Optional<Pinning> of(Trace trace, TimeRange range, IntPredicate threads) {
    Tally all = new Tally();
    Map<Key, Tally> sites = new LinkedHashMap<>();
    Worst<PinnedStretches.Stretch> longest =
        new Worst<>(LONGEST, PinnedStretches.Stretch::durationNanos);
    PinnedStretches.each(
        trace,
        range,
        threads,
        stretch -> {
          long nanos = range.overlapNanos(stretch.startNanos(), stretch.endNanos());
          Key key = new Key(stretch.stack(), stretch.reason(), stretch.operation());
          all.add(nanos);
          sites.computeIfAbsent(key, k -> new Tally()).add(nanos);
          longest.offer(stretch.durationNanos(), () -> stretch);
        });
    if (all.count == 0 && !Recorded.in(trace, "jdk.VirtualThreadPinned")) {
      return Optional.empty();
    }
    return Optional.of(
        new Pinning(
            all.count,
            all.totalNanos,
            all.maxNanos,
            sites(trace, sites),
            longest.descending().stream().map(stretch -> stretch(trace, stretch)).toList(),
            StarvedCarriers.of(trace, range)));
  }

  private static List<Site> sites(Trace trace, Map<Key, Tally> sites) {
    return sites.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> -entry.getValue().totalNanos))
        .map(entry -> site(trace, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Site site(Trace trace, Key key, Tally tally) {
    return new Site(
        StackFrame.of(trace, key.stack),
        text(trace, key.reason),
        text(trace, key.operation),
        tally.count,
        tally.totalNanos,
        tally.maxNanos);
  }

  private static Stretch stretch(Trace trace, PinnedStretches.Stretch stretch) {
    int carrier = stretch.carrier();
    return new Stretch(
        stretch.thread(),
        trace.threadName(stretch.thread()),
        stretch.startNanos(),
        stretch.endNanos(),
        carrier,
        carrier < 0 ? null : trace.threadName(carrier),
        text(trace, stretch.reason()));
  }

  private static @Nullable String text(Trace trace, int id) {
    return id < 0 ? null : trace.strings().at(id);
  }
}
