package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The operations on one host and port, or on one file.
 *
 * @param threads that did them; most time first
 * @param slowest longest first; with what interrupted them, and whole where one span tells of them
 */
public record IoDetails(IoTable.Target target, List<ByThread> threads, List<Operation> slowest) {
  private static final int LISTED = 100;

  /** The operations of one thread. */
  public record ByThread(
      int thread, String name, long operations, long totalNanos, long maxNanos) {}

  /**
   * An operation.
   *
   * @param span the first of it
   * @param operation such as {@code socket read}; empty where the recording does not tell
   * @param site the innermost frame outside the JDK; null without a stack
   */
  public record Operation(
      int span,
      int thread,
      String threadName,
      long startNanos,
      long endNanos,
      String operation,
      long sizeBytes,
      @Nullable String site) {
    /** Returns the length. */
    public long durationNanos() {
      return endNanos - startNanos;
    }
  }

  /** Copies the lists. */
  public IoDetails {
    threads = List.copyOf(threads);
    slowest = List.copyOf(slowest);
  }

  /**
   * Looks at what the {@code threads} did within {@code range} on the target with a {@code key}.
   *
   * @throws NoSuchElementException if they did nothing
   */
  public static IoDetails of(Trace trace, TimeRange range, IntPredicate threads, String key) {
    IoGroup group =
        IoGroup.of(trace, range, threads).stream()
            .filter(candidate -> candidate.key(trace).equals(key))
            .findFirst()
            .orElseThrow(() -> new NoSuchElementException("no operation on this target"));
    Map<Integer, Tally> byThread = new HashMap<>();
    Worst<Operation> worst = new Worst<>(LISTED, Operation::durationNanos);
    for (IoOperations kind : group.kinds()) {
      for (int i = 0; i < kind.size(); i++) {
        int index = i;
        int thread = trace.spans().thread(kind.first(i));
        byThread.computeIfAbsent(thread, k -> new Tally()).add(kind.nanos(i));
        worst.offer(elapsed(trace.spans(), kind, i), () -> operation(trace, kind, index));
      }
    }
    return new IoDetails(
        IoTable.Target.of(trace, group), threads(trace, byThread), worst.descending());
  }

  private static long elapsed(Spans spans, IoOperations kind, int index) {
    return spans.endNanos(kind.last(index)) - spans.startNanos(kind.first(index));
  }

  private static List<ByThread> threads(Trace trace, Map<Integer, Tally> tallies) {
    return tallies.entrySet().stream()
        .map(entry -> byThread(trace, entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong((ByThread row) -> -row.totalNanos())
                .thenComparing(ByThread::thread))
        .limit(LISTED)
        .toList();
  }

  private static ByThread byThread(Trace trace, int thread, Tally tally) {
    return new ByThread(
        thread, trace.threadName(thread), tally.count, tally.totalNanos, tally.maxNanos);
  }

  private static Operation operation(Trace trace, IoOperations kind, int index) {
    Spans spans = trace.spans();
    int span = kind.first(index);
    int stack = spans.stack(span);
    return new Operation(
        span,
        spans.thread(span),
        trace.threadName(spans.thread(span)),
        spans.startNanos(span),
        spans.endNanos(kind.last(index)),
        trace.strings().atOr(kind.operation, ""),
        spans.amount(span),
        stack == Stacks.NONE ? null : Grouping.startSite(trace, stack));
  }
}
