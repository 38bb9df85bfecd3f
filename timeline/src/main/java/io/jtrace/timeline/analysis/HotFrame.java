package io.jtrace.timeline.analysis;

import io.jtrace.timeline.model.Samples;
import io.jtrace.timeline.model.TimeRange;
import io.jtrace.timeline.model.Trace;
import io.jtrace.timeline.table.Stacks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A method that CPU samples found a thread in. */
public record HotFrame(String method, long count) {
  private static final int MOST = 20;

  /**
   * Returns the methods in which samples found {@code thread}, hottest first. Samples of CPU time
   * are used where the thread has any, as they see native code too; else those of wall time.
   */
  static List<HotFrame> of(Trace trace, TimeRange range, int thread) {
    Map<String, Integer> cpu = count(trace, range, thread, Samples.Kind.CPU_TIME);
    Map<String, Integer> counts =
        cpu.isEmpty() ? count(trace, range, thread, Samples.Kind.EXECUTION) : cpu;
    List<HotFrame> frames = new ArrayList<>();
    counts.forEach((method, count) -> frames.add(new HotFrame(method, count)));
    frames.sort(
        Comparator.comparingLong((HotFrame frame) -> -frame.count).thenComparing(HotFrame::method));
    return List.copyOf(frames.subList(0, Math.min(MOST, frames.size())));
  }

  private static Map<String, Integer> count(
      Trace trace, TimeRange range, int thread, Samples.Kind kind) {
    Samples samples = trace.samples();
    Map<String, Integer> counts = new HashMap<>();
    int end = samples.firstAtOrAfter(range.endNanos());
    for (int s = samples.firstAtOrAfter(range.startNanos()); s < end; s++) {
      boolean isOurs = samples.thread(s) == thread && samples.kind(s) == kind;
      if (isOurs && samples.stack(s) != Stacks.NONE) {
        int frame = trace.stacks().frame(samples.stack(s));
        counts.merge(trace.frames().method(frame, trace.strings()), 1, Integer::sum);
      }
    }
    return counts;
  }
}
