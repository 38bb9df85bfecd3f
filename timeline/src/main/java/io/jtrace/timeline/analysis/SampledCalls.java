package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Instants;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.State;
import io.jtrace.timeline.model.ThreadKind;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** System calls in which a thread was found by sampling. */
final class SampledCalls {
  private record Key(int name, int target) {}

  private SampledCalls() {}

  /**
   * Returns the calls within {@code span}, most often first. The system knows of no virtual
   * threads: those of a virtual thread that runs are the calls of its carrier.
   */
  static List<SpanDetails.SampledCall> of(Trace trace, int span) {
    Spans spans = trace.spans();
    Instants instants = trace.instants();
    int thread = systemThread(trace, span);
    Map<Key, Integer> counts = new LinkedHashMap<>();
    int end = instants.firstAtOrAfter(spans.endNanos(span));
    for (int i = instants.firstAtOrAfter(spans.startNanos(span)); i < end; i++) {
      if (instants.kind(i) == Instants.Kind.SYSCALL && instants.thread(i) == thread) {
        counts.merge(new Key(instants.text(i), instants.detail(i)), 1, Integer::sum);
      }
    }
    List<SpanDetails.SampledCall> calls = new ArrayList<>();
    counts.forEach(
        (key, count) ->
            calls.add(
                new SpanDetails.SampledCall(
                    trace.strings().atOr(key.name, ""),
                    trace.strings().atOr(key.target, ""),
                    count)));
    calls.sort(Comparator.comparingInt(call -> -call.count()));
    return calls;
  }

  private static int systemThread(Trace trace, int span) {
    int thread = trace.spans().thread(span);
    boolean isMounted =
        trace.threads().kind(thread) == ThreadKind.VIRTUAL
            && trace.spans().state(span) == State.RUNNING
            && trace.spans().other(span) >= 0;
    return isMounted ? trace.spans().other(span) : thread;
  }
}
