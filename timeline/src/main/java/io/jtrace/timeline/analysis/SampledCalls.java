package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Instants;
import io.jtrace.timeline.model.Spans;
import io.jtrace.timeline.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The system calls that samples found a thread in: what it may have waited for, never for how long.
 *
 * @param calls most often seen first
 */
public record SampledCalls(List<Call> calls) {
  private record Key(int name, int target) {}

  /**
   * One call on one kind of thing.
   *
   * @param name of the call
   * @param target what its descriptor is, or empty
   * @param count in how many samples
   */
  public record Call(String name, String target, int count) {}

  /** Copies the list. */
  public SampledCalls {
    calls = List.copyOf(calls);
  }

  /** Returns the calls that the thread of {@code span} was found in during it. */
  public static SampledCalls of(Trace trace, int span) {
    Spans spans = trace.spans();
    Instants instants = trace.instants();
    int thread = spans.thread(span);
    Map<Key, Integer> counts = new LinkedHashMap<>();
    for (int i = instants.firstAtOrAfter(spans.startNanos(span)); i < instants.size(); i++) {
      if (instants.nanos(i) >= spans.endNanos(span)) {
        break;
      }
      if (instants.thread(i) == thread && instants.kind(i) == Instants.Kind.SYSCALL) {
        counts.merge(new Key(instants.text(i), instants.detail(i)), 1, Integer::sum);
      }
    }
    List<Call> calls = new ArrayList<>();
    counts.forEach(
        (key, count) ->
            calls.add(
                new Call(
                    trace.strings().atOr(key.name(), "unknown"),
                    trace.strings().atOr(key.target(), ""),
                    count)));
    calls.sort(Comparator.comparingInt((Call call) -> -call.count()).thenComparing(Call::name));
    return new SampledCalls(calls);
  }
}
