package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.WaitGraph.Evidence;
import io.jtrace.timeline.analysis.WaitGraph.Holder;
import io.jtrace.timeline.analysis.WaitGraph.Wait;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the owners of the locks that are waited for at an instant, and hangs each wait below the
 * thread that it waits for. Not safe for use by several threads.
 */
final class WaitGraphBuilder {
  private static final Owned UNKNOWN = new Owned(-1, Evidence.NONE);

  /** A lock; waits whose lock has no address are not known to be for the same. */
  private record Lock(int subject, long address, int span) {}

  private record Owned(int thread, Evidence evidence) {}

  /** A wait to be told, below so many others. */
  private record Placed(int thread, int depth) {}

  private final Trace trace;
  private final Spans spans;
  private final long nanos;

  /** By thread that waits, its span. */
  private final Map<Integer, Integer> waits = new TreeMap<>();

  private final Map<Integer, Owned> owners = new HashMap<>();

  /** By owner, who waits for it. */
  private final Map<Integer, List<Integer>> waiters = new HashMap<>();

  private final Set<Integer> inCircle = new HashSet<>();

  WaitGraphBuilder(Trace trace, long nanos) {
    this.trace = trace;
    this.spans = trace.spans();
    this.nanos = nanos;
  }

  WaitGraph build() {
    Map<Lock, List<Integer>> byLock = collect();
    List<Holder> holders = new ArrayList<>();
    byLock.forEach(
        (lock, queue) -> {
          Owned owned = owner(queue);
          queue.forEach(span -> owners.put(spans.thread(span), owned));
          queue.forEach(span -> waitersOf(owned.thread()).add(spans.thread(span)));
        });
    waiters.forEach(
        (owner, queue) -> {
          if (!waits.containsKey(owner)) {
            holders.add(holder(owner, queue));
          }
        });
    circles(holders);
    holders.sort(
        Comparator.comparing((Holder holder) -> !holder.isInCircle())
            .thenComparing(holder -> holder.thread() < 0)
            .thenComparing(holder -> -holder.waits().size())
            .thenComparing(Holder::thread));
    return new WaitGraph(nanos, waits.size(), holders);
  }

  private List<Integer> waitersOf(int owner) {
    return waiters.computeIfAbsent(owner, key -> new ArrayList<>());
  }

  private List<Integer> threadsOf(List<Integer> queue) {
    return queue.stream().map(spans::thread).toList();
  }

  private Map<Lock, List<Integer>> collect() {
    Map<Lock, List<Integer>> byLock = new LinkedHashMap<>();
    for (int thread = 0; thread < trace.threads().size(); thread++) {
      int span = spans.at(thread, nanos);
      if (span >= 0 && isForAnOwner(trace, span)) {
        waits.put(thread, span);
        long address = spans.address(span);
        Lock lock = new Lock(spans.subject(span), address, address == 0 ? span : -1);
        byLock.computeIfAbsent(lock, key -> new ArrayList<>()).add(span);
      }
    }
    return byLock;
  }

  /** Returns whether a span is a wait that the owner of a lock ends. */
  static boolean isForAnOwner(Trace trace, int span) {
    State state = trace.spans().state(span);
    return state == State.BLOCKED
        ? !AllocationStalls.isStall(trace, span)
        : state == State.PARKED && trace.spans().other(span) >= 0;
  }

  /** Whoever waits for the lock too does not own it. */
  private Owned owner(List<Integer> queue) {
    Owned owned = claimed(queue);
    return threadsOf(queue).contains(owned.thread()) ? UNKNOWN : owned;
  }

  private Owned claimed(List<Integer> queue) {
    Comparator<Integer> byEnd = Comparator.comparingLong(spans::endNanos);
    Comparator<Integer> byStart = Comparator.comparingLong(spans::startNanos);
    for (int span : queue) {
      if (spans.isProven(span) && spans.other(span) >= 0) {
        return new Owned(spans.other(span), Evidence.STATUS);
      }
    }
    return queue.stream()
        .filter(span -> spans.state(span) == State.BLOCKED && !spans.isProven(span))
        .min(byEnd)
        .map(span -> owned(span, Evidence.LET_GO))
        .or(() -> queue.stream().max(byStart).map(span -> owned(span, Evidence.AT_BEGIN)))
        .orElse(UNKNOWN);
  }

  private Owned owned(int span, Evidence evidence) {
    return spans.other(span) < 0 ? UNKNOWN : new Owned(spans.other(span), evidence);
  }

  /** Who waits and is not below a holder yet waits in a circle, or for one who does. */
  private void circles(List<Holder> holders) {
    Set<Integer> told = new HashSet<>();
    holders.forEach(holder -> holder.waits().forEach(wait -> told.add(wait.thread())));
    for (int start : waits.keySet()) {
      if (!told.contains(start)) {
        List<Integer> circle = circleFrom(start);
        inCircle.addAll(circle);
        int first = circle.stream().min(Comparator.naturalOrder()).orElseThrow();
        Holder holder = holder(first, waitersOf(first));
        holders.add(holder);
        holder.waits().forEach(wait -> told.add(wait.thread()));
      }
    }
  }

  private List<Integer> circleFrom(int start) {
    List<Integer> path = new ArrayList<>();
    int thread = start;
    while (!path.contains(thread)) {
      path.add(thread);
      thread = owners.getOrDefault(thread, UNKNOWN).thread();
    }
    return path.subList(path.indexOf(thread), path.size());
  }

  private Holder holder(int thread, Collection<Integer> direct) {
    List<Wait> told = new ArrayList<>();
    Deque<Placed> open = new ArrayDeque<>();
    Set<Integer> seen = new HashSet<>();
    push(open, direct, 1);
    while (!open.isEmpty()) {
      Placed placed = open.pop();
      if (seen.add(placed.thread())) {
        told.add(wait(placed));
        if (placed.thread() != thread) { // whose waiters are told already
          push(open, waiters.getOrDefault(placed.thread(), List.of()), placed.depth() + 1);
        }
      }
    }
    int span = thread < 0 ? -1 : spans.at(thread, nanos);
    return new Holder(
        thread,
        thread < 0 ? null : trace.threadName(thread),
        span < 0 ? null : spans.state(span),
        span < 0 ? null : site(span),
        inCircle.contains(thread),
        told);
  }

  /** The longest wait comes first. */
  private void push(Deque<Placed> open, Collection<Integer> threads, int depth) {
    threads.stream()
        .sorted(Comparator.comparingLong(thread -> -start(thread)))
        .forEach(thread -> open.push(new Placed(thread, depth)));
  }

  private long start(int thread) {
    return spans.startNanos(waits.getOrDefault(thread, 0));
  }

  private Wait wait(Placed placed) {
    int span = waits.getOrDefault(placed.thread(), -1);
    return new Wait(
        placed.depth(),
        span,
        placed.thread(),
        trace.threadName(placed.thread()),
        spans.state(span),
        spans.startNanos(span),
        spans.endNanos(span),
        trace.strings().atOr(spans.subject(span), ""),
        spans.address(span),
        owners.getOrDefault(placed.thread(), UNKNOWN).evidence(),
        site(span),
        inCircle.contains(placed.thread()));
  }

  private @Nullable String site(int span) {
    int stack = spans.stack(span);
    return stack == Stacks.NONE ? null : Grouping.startSite(trace, stack);
  }
}
