package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Flows;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * Flows with an end in a range.
 *
 * @param flows the first ones, by the time of their effect
 * @param total how many there are
 */
public record FlowList(List<Flow> flows, long total) {
  /** An arrow from a cause to an effect. */
  public record Flow(Flows.Kind kind, int fromThread, long fromNanos, int toThread, long toNanos) {}

  /** Copies the list. */
  public FlowList {
    flows = List.copyOf(flows);
  }

  /**
   * Returns the flows whose effect lies in {@code range}.
   *
   * @param thread that the flow leaves or reaches; -1 for all threads
   */
  public static FlowList of(Trace trace, TimeRange range, int thread, int limit) {
    Flows all = trace.flows();
    List<Flow> flows = new ArrayList<>();
    long total = 0;
    for (int flow = all.firstAtOrAfter(range.startNanos()); flow < all.size(); flow++) {
      if (all.toNanos(flow) >= range.endNanos()) {
        break;
      }
      if (thread < 0 || all.fromThread(flow) == thread || all.toThread(flow) == thread) {
        total++;
        if (flows.size() < limit) {
          flows.add(
              new Flow(
                  all.kind(flow),
                  all.fromThread(flow),
                  all.fromNanos(flow),
                  all.toThread(flow),
                  all.toNanos(flow)));
        }
      }
    }
    return new FlowList(flows, total);
  }
}
