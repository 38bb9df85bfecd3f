package io.jtrace.timeline.export;

import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.BinarySearch;
import java.util.BitSet;

/**
 * The flows that are drawn, by the thread of their effect. A flow is drawn when the window holds
 * both ends and both threads have a row; half an arrow is worse than none.
 *
 * <p>Not safe for use by several threads.
 */
final class FlowEnds {
  private final Flows flows;
  private final int[] offsets;
  private final int[] byThread;
  private final int undrawn;
  private final BitSet taken = new BitSet();

  private FlowEnds(Flows flows, int[] offsets, int[] byThread, int undrawn) {
    this.flows = flows;
    this.offsets = offsets;
    this.byThread = byThread;
    this.undrawn = undrawn;
  }

  static FlowEnds of(Trace trace, ThreadRows rows) {
    Flows flows = trace.flows();
    int[] offsets = new int[trace.threads().size() + 1];
    int undrawn = 0;
    for (int flow = 0; flow < flows.size(); flow++) {
      if (isDrawn(flows, flow, rows)) {
        offsets[flows.toThread(flow) + 1]++;
      } else if (rows.window().touches(flows.toNanos(flow), flows.toNanos(flow))) {
        undrawn++;
      }
    }
    for (int thread = 0; thread + 1 < offsets.length; thread++) {
      offsets[thread + 1] += offsets[thread];
    }
    int[] next = offsets.clone();
    int[] byThread = new int[offsets[offsets.length - 1]];
    for (int flow = 0; flow < flows.size(); flow++) {
      if (isDrawn(flows, flow, rows)) {
        byThread[next[flows.toThread(flow)]++] = flow;
      }
    }
    return new FlowEnds(flows, offsets, byThread, undrawn);
  }

  private static boolean isDrawn(Flows flows, int flow, ThreadRows rows) {
    long to = flows.toNanos(flow);
    long from = Math.min(flows.fromNanos(flow), to);
    return rows.isDrawn(flows.fromThread(flow))
        && rows.isDrawn(flows.toThread(flow))
        && rows.window().touches(from, from)
        && rows.window().touches(to, to);
  }

  /** Returns the first flow to {@code thread}, as a position for {@link #flow}. */
  int first(int thread) {
    return offsets[thread];
  }

  /** Returns the position after the last flow to {@code thread}. */
  int end(int thread) {
    return offsets[thread + 1];
  }

  /** Returns the number of flows that are drawn; positions are below it. */
  int size() {
    return byThread.length;
  }

  /** Returns the flow at a position; those to one thread are in order of time. */
  int flow(int position) {
    return byThread[position];
  }

  /**
   * Returns the position of a flow of this kind whose arrow nobody has taken yet; -1 where there is
   * none.
   */
  int untaken(Flows.Kind kind, int from, int to, long toNanos) {
    int position = firstAtOrAfter(to, toNanos);
    for (; position < end(to) && flows.toNanos(flow(position)) == toNanos; position++) {
      int flow = flow(position);
      boolean fits = flows.kind(flow) == kind && flows.fromThread(flow) == from;
      if (fits && !isTaken(position)) {
        return position;
      }
    }
    return -1;
  }

  private int firstAtOrAfter(int thread, long nanos) {
    return BinarySearch.first(first(thread), end(thread), i -> flows.toNanos(flow(i)) >= nanos);
  }

  /** Notes that the arrow at a position ends at an event of its own. */
  void take(int position) {
    taken.set(position);
  }

  boolean isTaken(int position) {
    return taken.get(position);
  }

  /** Returns the time of the cause, which is never drawn after the effect. */
  long fromNanos(int flow) {
    return Math.min(flows.fromNanos(flow), flows.toNanos(flow));
  }

  /** Returns an id for the arrow that no other has; not 0. */
  static long arrowId(int flow) {
    return flow + 1L;
  }

  /** Returns how many flows end in the window but cannot be drawn. */
  int undrawn() {
    return undrawn;
  }
}
