package io.jtrace.timeline.export;

import io.jtrace.timeline.model.CustomEvents;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Brings the custom events of a window in the order in which they are written, and deals those that
 * take time out to rows where they nest.
 *
 * <p>A thread with a row of its own has rows for its events. Packed threads share such rows, as do
 * events without a thread: those are merged by their start.
 */
final class CustomEventOrder {
  /** Lets a slice look for the slices it lies in. */
  private static final int NESTED = 1;

  /** Takes the events. */
  interface Visitor {
    /**
     * Takes an event.
     *
     * @param owner the thread beside which its row is, or -1 for the rows that are shared
     * @param lane the row among those of its owner; 0 for an instant
     */
    void visit(int event, int owner, int lane) throws IOException;
  }

  /** Where the merge is in the events of a thread. */
  private record Next(int event, int end, long startNanos) {}

  private final Trace trace;
  private final CustomEvents events;
  private final ThreadRows rows;
  private final Visitor visitor;
  private final PriorityQueue<Next> shared =
      new PriorityQueue<>(Comparator.comparingLong(Next::startNanos).thenComparing(Next::event));

  private CustomEventOrder(Trace trace, ThreadRows rows, Visitor visitor) {
    this.trace = trace;
    this.rows = rows;
    this.visitor = visitor;
    events = trace.customEvents();
  }

  static void visit(Trace trace, ThreadRows rows, Visitor visitor) throws IOException {
    if (trace.customEvents().size() > 0) {
      new CustomEventOrder(trace, rows, visitor).visit();
    }
  }

  private void visit() throws IOException {
    share(events.first(-1), events.end(-1));
    for (int first = events.end(-1); first < events.size(); ) {
      int thread = events.thread(first);
      int end = events.end(thread);
      if (rows.isPacked(thread)) {
        share(first, end);
      } else if (rows.isDrawn(thread)) {
        Lanes lanes = new Lanes();
        for (int event = first; event < end; event++) {
          visit(event, thread, lanes);
        }
      }
      first = end;
    }
    visitShared();
  }

  private void share(int event, int end) {
    if (event < end) {
      shared.add(new Next(event, end, events.startNanos(event)));
    }
  }

  private void visitShared() throws IOException {
    Map<Integer, Lanes> lanesOfJvms = new HashMap<>();
    while (!shared.isEmpty()) {
      Next next = shared.remove();
      int jvm = jvm(trace, next.event);
      visit(next.event, -1, lanesOfJvms.computeIfAbsent(jvm, key -> new Lanes()));
      share(next.event + 1, next.end);
    }
  }

  /** Returns the JVM that an event belongs to; the first where the recording does not tell. */
  static int jvm(Trace trace, int event) {
    int thread = trace.customEvents().thread(event);
    return thread >= 0 ? trace.threads().jvm(thread) : 0;
  }

  private void visit(int event, int owner, Lanes lanes) throws IOException {
    if (!rows.isDrawn(events, event)) {
      return;
    }
    if (events.isInstant(event)) {
      visitor.visit(event, owner, 0);
      return;
    }
    TimeRange window = rows.window();
    long start = Math.max(events.startNanos(event), window.startNanos());
    long end = Math.min(events.endNanos(event), window.endNanos());
    visitor.visit(event, owner, lanes.place(NESTED, start, end));
  }
}
