package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The waits for one lock, or for the locks of one class.
 *
 * @param bucketNanos how long each element of {@code queue} is
 * @param queue the most threads that waited at once, by bucket
 * @param handOvers who waited until whom; most time first
 * @param stacks in which threads waited; most time first
 * @param waits longest first; whole, even where they begin before the range or end after it
 */
public record LockDetails(
    LockTable.Lock lock,
    long bucketNanos,
    List<Integer> queue,
    List<Owner> owners,
    List<HandOver> handOvers,
    List<Site> stacks,
    List<Wait> waits) {
  private static final int LISTED = 100;
  private static final int STACKS_LISTED = 20;

  /**
   * A thread that let go of the lock or woke the waiter.
   *
   * @param thread -1 where it was not recorded
   */
  public record Owner(
      int thread, @Nullable String name, long waits, long totalNanos, long maxNanos) {}

  /** The waits of one thread that another ended; -1 where that was not recorded. */
  public record HandOver(
      int waiter,
      String waiterName,
      int owner,
      @Nullable String ownerName,
      long waits,
      long totalNanos,
      long maxNanos) {}

  /** The waits in one stack; empty where none was recorded. */
  public record Site(List<StackFrame> stack, long waits, long totalNanos, long maxNanos) {
    /** Copies the list. */
    public Site {
      stack = List.copyOf(stack);
    }
  }

  /** A wait. */
  public record Wait(
      int span,
      int thread,
      String threadName,
      long startNanos,
      long endNanos,
      int owner,
      @Nullable String ownerName,
      @Nullable String site) {}

  private record Pair(int waiter, int owner) {}

  /** Copies the lists. */
  public LockDetails {
    queue = List.copyOf(queue);
    owners = List.copyOf(owners);
    handOvers = List.copyOf(handOvers);
    stacks = List.copyOf(stacks);
    waits = List.copyOf(waits);
  }

  /**
   * Looks at the waits within {@code range} for the lock or class with a {@code key}.
   *
   * @throws NoSuchElementException if there is none
   */
  public static LockDetails of(Trace trace, TimeRange range, String key, int buckets) {
    boolean byAddress = LockGroup.isByAddress(key);
    LockGroup group =
        LockGroup.of(trace, range, byAddress).stream()
            .filter(candidate -> candidate.key(trace, byAddress).equals(key))
            .findFirst()
            .orElseThrow(() -> new NoSuchElementException("nobody waited for this lock"));
    Map<Integer, Tally> owners = new HashMap<>();
    Map<Pair, Tally> pairs = new HashMap<>();
    Map<Integer, Tally> stacks = new HashMap<>();
    Spans spans = trace.spans();
    group.each(
        span -> {
          int owner = LockGroup.ownerOf(trace, span);
          Pair pair = new Pair(spans.thread(span), owner);
          tally(owners, owner, spans, range, span);
          tally(pairs, pair, spans, range, span);
          tally(stacks, spans.stack(span), spans, range, span);
        });
    long bucketNanos = Coverage.bucketNanos(range, buckets);
    return new LockDetails(
        LockTable.Lock.of(trace, range, group, byAddress),
        bucketNanos,
        group.queue(trace, range).mostByBucket(range, bucketNanos),
        listed(owners, LISTED, (owner, tally) -> owner(trace, owner, tally)),
        listed(pairs, LISTED, (pair, tally) -> handOver(trace, pair, tally)),
        listed(stacks, STACKS_LISTED, (stack, tally) -> site(trace, stack, tally)),
        longest(trace, group));
  }

  private static <K> void tally(
      Map<K, Tally> tallies, K key, Spans spans, TimeRange range, int span) {
    LockGroup.tally(tallies.computeIfAbsent(key, k -> new Tally()), spans, range, span);
  }

  private interface Row<K, R> {
    R of(K key, Tally tally);
  }

  private static <K, R> List<R> listed(Map<K, Tally> tallies, int limit, Row<K, R> row) {
    return tallies.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<K, Tally> entry) -> -entry.getValue().totalNanos))
        .limit(limit)
        .map(entry -> row.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Owner owner(Trace trace, int owner, Tally tally) {
    return new Owner(owner, name(trace, owner), tally.count, tally.totalNanos, tally.maxNanos);
  }

  private static HandOver handOver(Trace trace, Pair pair, Tally tally) {
    return new HandOver(
        pair.waiter,
        trace.threadName(pair.waiter),
        pair.owner,
        name(trace, pair.owner),
        tally.count,
        tally.totalNanos,
        tally.maxNanos);
  }

  private static Site site(Trace trace, int stack, Tally tally) {
    return new Site(
        stack == Stacks.NONE ? List.of() : StackFrame.of(trace, stack),
        tally.count,
        tally.totalNanos,
        tally.maxNanos);
  }

  private static @Nullable String name(Trace trace, int thread) {
    return thread < 0 ? null : trace.threadName(thread);
  }

  private static List<Wait> longest(Trace trace, LockGroup group) {
    Spans spans = trace.spans();
    Worst<Integer> worst = new Worst<>(LISTED, spans::durationNanos);
    group.each(span -> worst.offer(spans.durationNanos(span), () -> span));
    List<Wait> waits = new ArrayList<>();
    worst.descending().forEach(span -> waits.add(wait(trace, span)));
    return waits;
  }

  private static Wait wait(Trace trace, int span) {
    Spans spans = trace.spans();
    int owner = LockGroup.ownerOf(trace, span);
    int stack = spans.stack(span);
    return new Wait(
        span,
        spans.thread(span),
        trace.threadName(spans.thread(span)),
        spans.startNanos(span),
        spans.endNanos(span),
        owner,
        name(trace, owner),
        stack == Stacks.NONE ? null : Grouping.startSite(trace, stack));
  }
}
