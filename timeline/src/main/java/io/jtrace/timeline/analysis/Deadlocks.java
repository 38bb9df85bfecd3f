package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Threads that wait for each other in a circle. A wait that never ends writes no event; what is
 * known of it are statuses of threads, which name the owner of the lock. So only waits that
 * statuses prove count: other waits have ended.
 *
 * @param recorded whether the recording has statuses of threads
 */
public record Deadlocks(boolean recorded, List<Deadlock> deadlocks) {
  /**
   * A circle.
   *
   * @param seen from when all of its threads waited, as far as the range shows it
   * @param members each waits for the next, and the last for the first
   */
  public record Deadlock(TimeRange seen, List<Member> members) {
    /** Copies the list. */
    public Deadlock {
      members = List.copyOf(members);
    }

    /** Returns whether it was seen to begin; else it is older than what the trace shows of it. */
    public boolean isBeginSeen() {
      return members.stream()
          .allMatch(member -> member.isBeginSeen() || member.sinceNanos() < seen.startNanos());
    }
  }

  /**
   * A thread that waits.
   *
   * @param lock the class of what it waits for; empty where that was not recorded
   * @param address of the lock, or 0
   * @param sinceNanos when the wait began or, if that was not seen, was seen first
   * @param stack innermost frame first
   */
  public record Member(
      int span,
      int thread,
      String threadName,
      State state,
      String lock,
      long address,
      long sinceNanos,
      boolean isBeginSeen,
      List<StackFrame> stack) {
    /** Copies the list. */
    public Member {
      stack = List.copyOf(stack);
    }

    static Member of(Trace trace, int span) {
      Spans spans = trace.spans();
      return new Member(
          span,
          spans.thread(span),
          trace.threadName(spans.thread(span)),
          spans.state(span),
          trace.strings().atOr(spans.subject(span), ""),
          spans.address(span),
          spans.startNanos(span),
          seesBegin(spans, span),
          StackFrame.of(trace, spans.stack(span)));
    }
  }

  /** A status proves no more than that the thread waits since then. */
  private static boolean seesBegin(Spans spans, int span) {
    return span > spans.first(spans.thread(span)) && spans.state(span - 1) != State.UNDETERMINED;
  }

  /** Copies the list. */
  public Deadlocks {
    deadlocks = List.copyOf(deadlocks);
  }

  /** Finds those that are seen within {@code range}. */
  public static Deadlocks of(Trace trace, TimeRange range) {
    List<Deadlock> found = new ArrayList<>();
    int[] waits = provenWaits(trace, range);
    BitSet seen = new BitSet();
    for (int start = 0; start < waits.length; start++) {
      List<Integer> path = new ArrayList<>();
      int thread = start;
      while (thread >= 0 && !seen.get(thread)) {
        seen.set(thread);
        path.add(thread);
        thread = next(trace, waits, thread);
      }
      int circle = path.indexOf(thread);
      if (circle >= 0) {
        add(trace, range, waits, path.subList(circle, path.size()), found);
      }
    }
    return new Deadlocks(Recorded.in(trace, "jtrace.ThreadStatus"), found);
  }

  /** Returns, by thread, its last proven wait for an owner, or -1. */
  private static int[] provenWaits(Trace trace, TimeRange range) {
    Spans spans = trace.spans();
    int[] waits = new int[trace.threads().size()];
    Arrays.fill(waits, -1);
    for (int thread = 0; thread < waits.length; thread++) {
      int of = thread;
      SpansIn.each(
          spans,
          range,
          thread,
          span -> {
            State state = spans.state(span);
            boolean isLock = state == State.BLOCKED || state == State.PARKED;
            if (isLock && spans.isProven(span) && spans.other(span) >= 0) {
              waits[of] = span;
            }
          });
    }
    return waits;
  }

  /** Returns whom {@code thread} waits for, if that one waits at the same time; else -1. */
  private static int next(Trace trace, int[] waits, int thread) {
    Spans spans = trace.spans();
    int wait = waits[thread];
    int owner = wait < 0 ? -1 : spans.other(wait);
    int ofOwner = owner < 0 ? -1 : waits[owner];
    boolean overlap =
        ofOwner >= 0
            && spans.startNanos(ofOwner) < spans.endNanos(wait)
            && spans.startNanos(wait) < spans.endNanos(ofOwner);
    return overlap ? owner : -1;
  }

  private static void add(
      Trace trace, TimeRange range, int[] waits, List<Integer> circle, List<Deadlock> found) {
    Spans spans = trace.spans();
    long start = range.startNanos();
    long end = range.endNanos();
    List<Member> members = new ArrayList<>();
    for (int thread : circle) {
      int wait = waits[thread];
      start = Math.max(start, spans.startNanos(wait));
      end = Math.min(end, spans.endNanos(wait));
      members.add(Member.of(trace, wait));
    }
    if (start < end) {
      found.add(new Deadlock(new TimeRange(start, end), members));
    }
  }
}
