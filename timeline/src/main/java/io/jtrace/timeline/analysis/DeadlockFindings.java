package io.jtrace.timeline.analysis;

import io.jtrace.timeline.analysis.Finding.Measure;
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
 */
final class DeadlockFindings {
  private DeadlockFindings() {}

  static void look(Trace trace, TimeRange range, Findings.Collector found) {
    if (!Recorded.in(trace, "jtrace.ThreadStatus")) {
      found.unknown(FindingKind.DEADLOCK);
    }
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
      Trace trace, TimeRange range, int[] waits, List<Integer> circle, Findings.Collector found) {
    Spans spans = trace.spans();
    long start = range.startNanos();
    long end = range.endNanos();
    long cost = 0;
    List<String> names = new ArrayList<>();
    for (int thread : circle) {
      int wait = waits[thread];
      start = Math.max(start, spans.startNanos(wait));
      end = Math.min(end, spans.endNanos(wait));
      cost += SpansIn.nanos(spans, range, wait);
      names.add(trace.threadName(thread));
    }
    if (start >= end) {
      return;
    }
    names.add(names.get(0));
    found.add(
        new Finding(
            FindingKind.DEADLOCK,
            String.join(" waits for ", names),
            List.of(
                Measure.count("threads", circle.size()), Measure.nanos("seen for", end - start)),
            null,
            new TimeRange(start, end),
            cost,
            String.valueOf(circle.get(0))));
  }
}
